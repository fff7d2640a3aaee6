using System.Net;
using System.Net.Sockets;
using Timbre.Bundles.Download;
using Timbre.Cli.Tests.Hosting;

namespace Timbre.Cli.Tests.Commands.Models;

public sealed class GetTests : IDisposable
{
    private static readonly PublishedModel Smallest = PublishedModel.All.MinBy(model => model.Bytes)!;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("timbre-cli-test-");
    private readonly HttpListener _mirror = new();
    private readonly string _address;

    public GetTests()
    {
        using (var free = new TcpListener(IPAddress.Loopback, 0))
        {
            free.Start();
            _address = $"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}/whisper";
        }

        _mirror.Prefixes.Add(_address + "/");
        _mirror.Start();
    }

    private string Models => Path.Combine(_folder.FullName, "models");

    public void Dispose()
    {
        _mirror.Close();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_mirror_with_another_file_is_refused_and_nothing_of_it_stays()
    {
        var asked = Answer(context => SendZeros(context.Response, Smallest.Bytes));

        (await Get(Smallest.Name)).NotDoneAfterProgress("is not the published file: its SHA-256 differs");

        Assert.Equal($"/whisper/{Smallest.File}", await asked);
        Assert.Equal([".downloads"], Directory.GetFileSystemEntries(Models).Select(Path.GetFileName));
        Assert.All(Directory.GetFiles(Path.Combine(Models, ".downloads")), file => Assert.Equal(0, new FileInfo(file).Length));
    }

    [Fact]
    public async Task A_mirror_without_the_file_is_told()
    {
        var asked = Answer(context => context.Response.StatusCode = 404);

        (await Get(Smallest.Name)).NotDoneAfterProgress("answers 404: it cannot be fetched from there.");

        await asked;
    }

    [Fact]
    public async Task A_mirror_that_is_not_there_is_told_with_the_settings_that_may_help()
    {
        _mirror.Stop();

        (await Get(Smallest.Name)).NotDoneAfterProgress("a mirror by TIMBRE_MODEL_MIRROR");
    }

    [Theory]
    [InlineData("models.example.com")]
    [InlineData("ftp://models.example.com/")]
    [InlineData("/srv/models")]
    public async Task A_mirror_that_is_no_web_address_is_refused(string mirror) =>
        (await Get(Smallest.Name, mirror)).NotDone("TIMBRE_MODEL_MIRROR");

    private Task<Outcome> Get(string name, string? mirror = null) => Outcome.Of(["models", "get", name], variable => variable switch
    {
        "TIMBRE_DATA" => _folder.FullName,
        "TIMBRE_MODEL_MIRROR" => mirror ?? _address,
        _ => null,
    });

    /// <summary>Answers one request; its path.</summary>
    private async Task<string> Answer(Action<HttpListenerContext> answer)
    {
        var context = await _mirror.GetContextAsync();
        await Task.Run(() => answer(context));
        context.Response.Close();
        return context.Request.Url!.AbsolutePath;
    }

    private static void SendZeros(HttpListenerResponse response, long bytes)
    {
        response.ContentLength64 = bytes;
        var zeros = new byte[1 << 20];
        for (; bytes > 0; bytes -= zeros.Length)
            response.OutputStream.Write(zeros.AsSpan(0, (int)Math.Min(bytes, zeros.Length)));
    }
}
