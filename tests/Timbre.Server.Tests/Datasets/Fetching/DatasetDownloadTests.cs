using System.Security.Cryptography;
using System.Text;
using Timbre.Server.Datasets;
using Timbre.Server.Datasets.Fetching;
using Timbre.Server.Network;
using Timbre.Server.Tests.Network;

namespace Timbre.Server.Tests.Datasets.Fetching;

public sealed class DatasetDownloadTests : IDisposable
{
    private static readonly DownloadLimits Limits = new(1000, TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(10), 1);

    private readonly string _folder = Directory.CreateTempSubdirectory("timbre-download-").FullName;
    private readonly GuardedHttp _http = new(NetworkPolicy.Parse("127.0.0.0/8"));

    private string Target => Path.Combine(_folder, "dataset");

    public void Dispose()
    {
        _http.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(999)]
    [InlineData(1000)]
    public async Task The_file_is_what_was_sent_and_its_hash_is_told(int length)
    {
        var body = new string('v', length);
        await using var server = new RawServer(
            $"HTTP/1.1 200 OK\r\nContent-Type: audio/wav; x=y\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{body}");
        var seen = new Last();
        var file = await Download(server.Url("/a.wav?sig=s3cret"), progress: seen);

        Assert.Equal(body, await File.ReadAllTextAsync(Target));
        Assert.Equal(
            new DownloadedFile(length, Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(body))), "audio/wav"), file);
        Assert.Equal(new DownloadProgress(length, length), seen.Value);
        Assert.Contains("GET /a.wav?sig=s3cret ", server.Requests.Single());
    }

    [Theory]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n5\r\nsound\r\n0\r\n\r\n")]
    [InlineData("Connection: close\r\n\r\nsound")]
    public async Task A_body_of_unannounced_length_is_taken(string rest)
    {
        await using var server = new RawServer("HTTP/1.1 200 OK\r\n" + rest);
        Assert.Equal(5, (await Download(server.Url())).Length);
    }

    [Fact]
    public async Task What_a_killed_attempt_left_is_written_over()
    {
        await File.WriteAllTextAsync(Target, new string('x', 5000));
        await using var server = RawServer.Saying("sound");
        await Download(server.Url());
        Assert.Equal("sound", await File.ReadAllTextAsync(Target));
    }

    [Fact]
    public async Task Nothing_is_unpacked_on_the_way()
    {
        await using var server = new RawServer(
            "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 5\r\nConnection: close\r\n\r\n\u001f\u008bxyz");
        Assert.Equal(5, (await Download(server.Url())).Length);
        Assert.Contains("Accept-Encoding: identity", server.Requests.Single());
    }

    [Fact]
    public async Task An_announced_size_over_the_bound_is_refused_before_the_body()
    {
        await using var server = new RawServer("HTTP/1.1 200 OK\r\nContent-Length: 1001\r\n\r\n");
        await Refused(DatasetCode.TooLarge, server.Url());
    }

    [Fact]
    public async Task An_endless_body_is_cut_off_at_the_bound()
    {
        await using var server = new RawServer(async (_, to, ct) =>
        {
            await to.WriteAsync("HTTP/1.1 200 OK\r\n\r\n"u8.ToArray(), ct);
            while (true)
                await to.WriteAsync(new byte[256], ct);
        });
        await Refused(DatasetCode.TooLarge, server.Url());
    }

    [Theory]
    [InlineData("Content-Length: 10\r\nConnection: close\r\n\r\nsound")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n5\r\nsound\r\n")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\nzz\r\nsound\r\n")]
    public async Task A_body_that_breaks_off_is_no_dataset(string rest)
    {
        await using var server = new RawServer("HTTP/1.1 200 OK\r\n" + rest);
        Assert.True((await Refused(DatasetCode.Incomplete, server.Url())).MayPass);
    }

    [Fact]
    public async Task An_empty_body_is_no_dataset()
    {
        await using var server = RawServer.Saying("");
        await Refused(DatasetCode.Empty, server.Url());
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nsou")] // then silence
    [InlineData("HTTP/1.1 200 OK\r\n\r\n")]
    public async Task A_body_that_falls_silent_is_given_up(string start)
    {
        await using var server = new RawServer(async (_, to, ct) =>
        {
            await to.WriteAsync(Encoding.ASCII.GetBytes(start), ct);
            await Task.Delay(Timeout.Infinite, ct);
        });
        await Refused(DatasetCode.TooSlow, server.Url(), Limits with { Window = TimeSpan.FromMilliseconds(200) });
    }

    [Fact]
    public async Task A_body_that_drips_is_given_up()
    {
        await using var server = new RawServer(Drip);
        await Refused(
            DatasetCode.TooSlow, server.Url(), Limits with { Window = TimeSpan.FromMilliseconds(200), MinBytesPerWindow = 1 << 20 });
    }

    [Fact]
    public async Task A_body_that_takes_too_long_in_all_is_given_up()
    {
        await using var server = new RawServer(Drip);
        await Refused(DatasetCode.TooSlow, server.Url(), Limits with { Total = TimeSpan.FromMilliseconds(200) });
    }

    [Theory]
    [InlineData(204, false)]
    [InlineData(206, false)]
    [InlineData(304, false)]
    [InlineData(401, false)]
    [InlineData(403, false)]
    [InlineData(404, false)]
    [InlineData(429, true)]
    [InlineData(500, true)]
    [InlineData(503, true)]
    public async Task Another_status_than_200_is_told_by_number(int status, bool mayPass)
    {
        await using var server = new RawServer($"HTTP/1.1 {status} No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        var refusal = await Refused(DatasetCode.HttpStatus, server.Url("/a?sig=s3cret"));
        Assert.Contains(status.ToString(), refusal.Message);
        Assert.DoesNotContain("s3cret", refusal.Message);
        Assert.Equal(mayPass, refusal.MayPass);
    }

    [Theory]
    [InlineData("http://10.0.0.1/?sig=s3cret", DatasetCode.ForbiddenAddress)]
    [InlineData("http://[::1]/?sig=s3cret", DatasetCode.ForbiddenAddress)]
    [InlineData("http://2130706433/?sig=s3cret", DatasetCode.UrlInvalid)]
    [InlineData("file:///etc/passwd?s3cret", DatasetCode.UrlInvalid)]
    [InlineData("", DatasetCode.UrlInvalid)]
    [InlineData("http://127.0.0.1:2/?sig=s3cret", DatasetCode.Unreachable)]
    public async Task What_cannot_be_fetched_has_a_code_and_leaks_nothing(string url, string code) =>
        Assert.DoesNotContain("s3cret", (await Refused(code, url)).Message);

    [Fact]
    public async Task A_redirect_inside_has_the_code_of_a_forbidden_address()
    {
        await using var server = RawServer.Redirecting("http://192.168.0.1/");
        await Refused(DatasetCode.ForbiddenAddress, server.Url());
    }

    [Fact]
    public async Task A_cancelled_download_leaves_no_file()
    {
        await using var server = new RawServer(Drip);
        using var cancel = new CancellationTokenSource();
        var once = new Last(_ => cancel.Cancel());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            new DatasetDownload(_http).Download(Target, server.Url(), Limits, once, cancel.Token));
        Assert.False(File.Exists(Target));
    }

    private static async Task Drip(string head, Stream to, CancellationToken ct)
    {
        await to.WriteAsync("HTTP/1.1 200 OK\r\n\r\n"u8.ToArray(), ct);
        while (true)
        {
            await to.WriteAsync(new byte[1], ct);
            await Task.Delay(20, ct);
        }
    }

    private Task<DownloadedFile> Download(string url, DownloadLimits? limits = null, IProgress<DownloadProgress>? progress = null) =>
        new DatasetDownload(_http).Download(Target, url, limits ?? Limits, progress, CancellationToken.None);

    private async Task<DatasetException> Refused(string code, string url, DownloadLimits? limits = null)
    {
        var refusal = await Assert.ThrowsAsync<DatasetException>(() => Download(url, limits));
        Assert.Equal(code, refusal.Code);
        Assert.False(File.Exists(Target));
        return refusal;
    }

    private sealed class Last(Action<DownloadProgress>? then = null) : IProgress<DownloadProgress>
    {
        public DownloadProgress Value { get; private set; }

        public void Report(DownloadProgress value)
        {
            Value = value;
            then?.Invoke(value);
        }
    }
}
