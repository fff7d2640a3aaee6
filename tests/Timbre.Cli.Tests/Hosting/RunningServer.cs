using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Timbre.Client;

namespace Timbre.Cli.Tests.Hosting;

/// <summary>The real server as a process of its own, on a temporary folder, for the commands to talk to.</summary>
public sealed class RunningServer : IAsyncLifetime
{
    public const string ApiKey = "cli-test-key-0123456789";
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("timbre-cli-test-");
    private readonly List<string> _output = [];
    private Process? _process;

    public Uri Url { get; } = new($"http://127.0.0.1:{FreePort()}");

    public string DataFolder => Path.Combine(_folder.FullName, "data");

    /// <summary>A place for a test's own files.</summary>
    public string Scratch(string name) => Path.Combine(_folder.CreateSubdirectory("scratch").FullName, name);

    /// <summary>Runs a command line against this server, as its operator.</summary>
    internal Task<Outcome> Run(params string[] args) => Outcome.Of(args, name => name switch
    {
        "TIMBRE_URL" => Url.ToString(),
        "TIMBRE_DATA" => DataFolder,
        _ => null,
    });

    public TimbreClient Client(string key = ApiKey) => new(Url, key);

    public async Task InitializeAsync()
    {
        var start = new ProcessStartInfo("dotnet", [ServerAssembly()]) {
            WorkingDirectory = _folder.FullName, RedirectStandardOutput = true, RedirectStandardError = true
        };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("TIMBRE_", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(name);
        start.Environment["TIMBRE_URLS"] = Url.ToString();
        start.Environment["TIMBRE_DATA"] = DataFolder;
        start.Environment["TIMBRE_API_KEY"] = ApiKey;
        start.Environment["TIMBRE_AUTHORIZED_UPLOADER"] = "true";
        start.Environment["Limits__MinFreeDiskBytes"] = "1000000";

        _process = Process.Start(start)!;
        _process.OutputDataReceived += ReadOutput;
        _process.ErrorDataReceived += ReadOutput;
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();

        using var http = new HttpClient();
        for (var until = DateTime.UtcNow.AddSeconds(60); DateTime.UtcNow < until && !_process.HasExited; await Task.Delay(50))
        {
            try
            {
                if ((await http.GetAsync(new Uri(Url, "/health/ready"))).IsSuccessStatusCode)
                    return;
            }
            catch (HttpRequestException)
            {
                // Not listening yet; the clock above decides when that is too long.
            }
        }

        throw new InvalidOperationException($"The server did not start: {string.Join('\n', _output)}");
    }

    public async Task DisposeAsync()
    {
        if (_process is not null)
        {
            if (!_process.HasExited)
                _process.Kill();
            await _process.WaitForExitAsync();
            _process.Dispose();
        }

        _folder.Delete(recursive: true);
    }

    private void ReadOutput(object sender, DataReceivedEventArgs line)
    {
        lock (_output)
            _output.Add(line.Data ?? "");
    }

    public static string Repository() => Built().Parent!.Parent!.Parent!.Parent!.Parent!.FullName;

    /// <summary>Where this test's own build lies: bin/CONFIGURATION/FRAMEWORK; the server's is the same elsewhere.</summary>
    private static DirectoryInfo Built() => new(AppContext.BaseDirectory.TrimEnd('/'));

    private static string ServerAssembly() =>
        Path.Combine(Repository(), "src/Timbre.Server/bin", Built().Parent!.Name, Built().Name, "Timbre.Server.dll");

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
