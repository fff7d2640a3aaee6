using System.Security.Cryptography;
using Timbre.Bundles.Download;
using Timbre.Bundles.Files;
using Timbre.Bundles.Tests.Material;

namespace Timbre.Bundles.Tests.Download;

public sealed class ModelDownloadTests : IDisposable
{
    private const int Length = 300_000;

    private static readonly byte[] Content = RandomNumberGenerator.GetBytes(Length);
    private static readonly PublishedModel Model =
        new("whisper-test", "ggml-test.bin", Length, Convert.ToHexStringLower(SHA256.HashData(Content)));

    private readonly TemporaryFolder _scratch = new();
    private readonly HttpClient _http = new();

    private string Part => _scratch.At("downloads", "ggml-test.bin.part");

    public void Dispose()
    {
        _http.Dispose();
        _scratch.Dispose();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_file_comes_whole_and_is_checked(bool tellsLength)
    {
        using var server = new FileServer(Content) { TellsLength = tellsLength };
        var progress = new List<long>();

        var file = await Fetch(server.Address, progress.Add);

        Assert.Equal(_scratch.At("downloads", "ggml-test.bin"), file);
        Assert.Equal(Content, await File.ReadAllBytesAsync(file));
        Assert.Equal(progress.Order(), progress);
        Assert.Equal(Length, progress[^1]);
        Assert.False(File.Exists(Part));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_download_that_broke_off_goes_on_where_it_stopped(bool tellsLength)
    {
        using var server = new FileServer(Content) { BreaksAfter = 100_000, TellsLength = tellsLength };
        var refused = await Refused(server.Address);
        var come = new FileInfo(Part).Length;
        Assert.InRange(come, 1, 100_000);
        Assert.Contains($"broke off at {come} of {Length} bytes: run the command again, it goes on from there.", refused);

        server.BreaksAfter = null;
        var file = await Fetch(server.Address);

        Assert.Equal(["all", $"bytes={come}-"], server.Asked);
        Assert.Equal(Content, await File.ReadAllBytesAsync(file));
    }

    [Fact]
    public async Task A_server_that_sends_no_parts_begins_anew()
    {
        using var server = new FileServer(Content) { KnowsRanges = false };
        _scratch.Write("downloads/ggml-test.bin.part", new byte[1000]);

        var file = await Fetch(server.Address);

        Assert.Equal(["bytes=1000-"], server.Asked);
        Assert.Equal(Content, await File.ReadAllBytesAsync(file));
    }

    [Fact]
    public async Task What_has_come_whole_is_not_fetched_again()
    {
        using var server = new FileServer([]);
        _scratch.Write("downloads/ggml-test.bin.part", Content);

        await Fetch(server.Address);

        Assert.Empty(server.Asked);
    }

    [Fact]
    public async Task A_file_with_another_sum_is_deleted_and_the_next_attempt_begins_anew()
    {
        var other = (byte[])Content.Clone();
        other[^1] ^= 1;
        using (var server = new FileServer(other))
            Assert.Contains("is not the published file: its SHA-256 differs from", await Refused(server.Address));
        Assert.Equal(0, new FileInfo(Part).Length);
        Assert.False(File.Exists(_scratch.At("downloads", "ggml-test.bin")));

        using var right = new FileServer(Content);
        await Fetch(right.Address);
        Assert.Equal(["all"], right.Asked);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_longer_file_is_refused_before_it_fills_the_disk(bool tellsLength)
    {
        using var server = new FileServer([.. Content, .. new byte[5_000_000]]) { TellsLength = tellsLength };

        Assert.Contains($"is longer than the published {Length} bytes", await Refused(server.Address));

        Assert.Equal(0, new FileInfo(Part).Length);
    }

    [Theory]
    [InlineData(404)]
    [InlineData(403)]
    [InlineData(503)]
    public async Task A_refusal_is_told_and_what_has_come_stays(int status)
    {
        using var server = new FileServer(Content) { Status = status };
        _scratch.Write("downloads/ggml-test.bin.part", Content[..1000]);

        Assert.Contains($"/ggml-test.bin answers {status}: it cannot be fetched from there.", await Refused(server.Address));

        Assert.Equal(1000, new FileInfo(Part).Length);
    }

    [Fact]
    public async Task A_server_that_has_less_than_what_has_come_has_another_file()
    {
        using var server = new FileServer(Content[..500]);
        _scratch.Write("downloads/ggml-test.bin.part", Content[..1000]);

        Assert.Contains("answers 416", await Refused(server.Address));

        Assert.Equal(0, new FileInfo(Part).Length);
    }

    [Fact]
    public async Task A_server_that_cannot_be_reached_is_told_with_the_settings_that_may_help()
    {
        var refused = await Refused(new Uri($"http://127.0.0.1:{FileServer.FreePort()}/"));

        Assert.Contains("cannot be reached", refused);
        Assert.Contains("HTTPS_PROXY", refused);
        Assert.Contains("TIMBRE_MODEL_MIRROR", refused);
    }

    [Fact]
    public async Task A_download_that_is_ended_keeps_what_has_come()
    {
        using var server = new FileServer(Content);
        using var stop = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            new ModelDownload(_http, server.Address, _scratch.At("downloads")).Fetch(Model, _ => stop.Cancel(), stop.Token));

        Assert.InRange(new FileInfo(Part).Length, 1, Length);
        await Fetch(server.Address);
    }

    [Fact]
    public void The_published_models_have_names_sizes_and_sums() =>
        Assert.All(PublishedModel.All, model =>
        {
            Assert.Same(model, PublishedModel.Find(model.Name));
            Assert.Matches("^[0-9a-f]{64}$", model.Sha256);
            Assert.StartsWith("ggml-", model.File);
            Assert.InRange(model.Bytes, 50_000_000, 500_000_000);
        });

    private Task<string> Fetch(Uri from, Action<long>? progress = null) =>
        new ModelDownload(_http, from, _scratch.At("downloads")).Fetch(Model, progress, CancellationToken.None);

    private async Task<string> Refused(Uri from) => (await Assert.ThrowsAsync<BundleException>(() => Fetch(from))).Message;
}
