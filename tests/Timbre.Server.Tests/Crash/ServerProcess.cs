using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using Timbre.Server.Tests.Hosting;

namespace Timbre.Server.Tests.Crash;

/// <summary>The real server as a process of its own, which can be killed.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private readonly Dictionary<string, string> _environment;
    private readonly string _log;
    private Process? _process;

    public ServerProcess(string dataFolder, params (string Name, string Value)[] settings)
    {
        var port = FreePort();
        Url = new Uri($"http://127.0.0.1:{port}");
        _log = Path.Combine(dataFolder, "..", $"{Path.GetFileName(dataFolder)}.log");
        _environment = new Dictionary<string, string>
        {
            ["TIMBRE_URLS"] = Url.ToString().TrimEnd('/'),
            ["TIMBRE_DATA"] = dataFolder,
            ["TIMBRE_API_KEY"] = TestServer.Key,
            ["TIMBRE_AUTHORIZED_UPLOADER"] = "true",
            ["TIMBRE_ALLOW_NETWORKS"] = "127.0.0.0/8",
            ["Limits__RequestsPerSecond"] = "0",
        };
        foreach (var (name, value) in settings)
            _environment[name] = value;
        Http = new HttpClient { BaseAddress = Url, Timeout = TimeSpan.FromSeconds(20) };
        Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", TestServer.Key);
    }

    public Uri Url { get; }

    public HttpClient Http { get; }

    /// <summary>What all runs of the process printed.</summary>
    public string Log => File.Exists(_log) ? File.ReadAllText(_log) : "";

    public async Task Start()
    {
        var dll = Path.Combine(AppContext.BaseDirectory, "Timbre.Server.dll");
        var start = new ProcessStartInfo(
            "/bin/sh", ["-c", "exec dotnet \"$0\" >> \"$1\" 2>&1", dll, _log])
        { WorkingDirectory = AppContext.BaseDirectory };
        foreach (var (name, value) in _environment)
            start.Environment[name] = value;
        // The real recognisers, not those that remember (scripts/remember.sh): a kill shall find them at work.
        if (Environment.GetEnvironmentVariable("TIMBRE_TEST_PROGRAMS") is { } programs)
            start.Environment["PATH"] = string.Join(':', (start.Environment["PATH"] ?? "").Split(':').Where(folder => folder != programs));
        _process = Process.Start(start)!;

        var until = DateTime.UtcNow.AddSeconds(60);
        while (!await Answers())
        {
            if (_process.HasExited || DateTime.UtcNow > until)
                throw new InvalidOperationException($"The server did not start:\n{Log}");
            await Task.Delay(50);
        }
    }

    /// <summary>kill -9.</summary>
    public async Task Kill()
    {
        _process!.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>SIGTERM; the exit code.</summary>
    public async Task<int> Terminate()
    {
        using (var kill = Process.Start("kill", ["-TERM", $"{_process!.Id}"]))
            await kill.WaitForExitAsync();
        await _process.WaitForExitAsync();
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false })
            await Kill();
        Http.Dispose();
        File.Delete(_log);
    }

    private async Task<bool> Answers()
    {
        try
        {
            using var response = await Http.GetAsync("/api/v2/voices");
            return response.IsSuccessStatusCode;
        }
        catch (Exception notYet) when (notYet is HttpRequestException or TaskCanceledException)
        {
            return false; // it does not listen, or the machine has much else to do
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
