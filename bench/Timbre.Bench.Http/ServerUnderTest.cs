using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;

namespace Timbre.Bench.Http;

/// <summary>The server as its users run it, a process of its own, on a temporary folder, with the rate limit off.</summary>
internal sealed class ServerUnderTest : IAsyncDisposable
{
    private const string Key = "bench-key-0123456789abcdef";
    private readonly string _folder = Directory.CreateTempSubdirectory("timbre-bench-").FullName;
    private readonly Process _process;

    private ServerUnderTest(string serverDll, (string Name, string Value)[] settings)
    {
        using (var listener = new TcpListener(IPAddress.Loopback, 0))
        {
            listener.Start();
            Url = new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");
        }

        var start = new ProcessStartInfo("dotnet", [serverDll]) { RedirectStandardOutput = true };
        start.Environment["TIMBRE_URLS"] = Url.ToString().TrimEnd('/');
        start.Environment["TIMBRE_DATA"] = _folder;
        start.Environment["TIMBRE_API_KEY"] = Key;
        start.Environment["TIMBRE_AUTHORIZED_UPLOADER"] = "true";
        start.Environment["TIMBRE_ALLOW_NETWORKS"] = "127.0.0.0/8";
        start.Environment["Limits__RequestsPerSecond"] = "0";
        start.Environment["Logging__LogLevel__Default"] = "Warning";
        foreach (var (name, value) in settings)
            start.Environment[name] = value;
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, _) => { };
        _process.BeginOutputReadLine();
        Http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer =
            256 }) { BaseAddress = Url, Timeout = TimeSpan.FromMinutes(5) };
        Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Key);
    }

    public Uri Url { get; }

    public HttpClient Http { get; }

    /// <summary>Resident memory now and at its highest, MiB.</summary>
    public (double Now, double Peak) MemoryMiB
    {
        get
        {
            var lines = File.ReadAllLines($"/proc/{_process.Id}/status");
            double Of(string name) =>
                double.Parse(
                    lines.Single(line => line.StartsWith(name, StringComparison.Ordinal))
                        .Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]) / 1024;
            return (Of("VmRSS:"), Of("VmHWM:"));
        }
    }

    /// <summary>Processor time that it has used, of all threads.</summary>
    public double ProcessorSeconds
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime.TotalSeconds;
        }
    }

    public static async Task<ServerUnderTest> Start(string serverDll, params (string Name, string Value)[] settings)
    {
        var server = new ServerUnderTest(serverDll, settings);
        for (var i = 0; i < 200; i++)
        {
            try
            {
                using var response = await server.Http.GetAsync("/api/v2/voices");
                if (response.IsSuccessStatusCode)
                    return server;
            }
            catch (HttpRequestException)
            {
                // not listening yet
            }

            await Task.Delay(100);
        }

        throw new InvalidOperationException("The server did not start.");
    }

    public async Task<JsonElement> Post(string path, object body)
    {
        using var response = await Http.PostAsJsonAsync(path, body);
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>();
        return response.IsSuccessStatusCode ? answer : throw new InvalidOperationException($"{path}: {answer}");
    }

    /// <summary>Waits until the voice is finished; anything else than finished stops the bench.</summary>
    public async Task Finished(string uuid)
    {
        while (true)
        {
            var voice = (await Http.GetFromJsonAsync<JsonElement>($"/api/v2/voices/{uuid}")).GetProperty("item");
            switch (voice.GetProperty("status").GetString())
            {
                case "finished":
                    return;
                case "initializing" or "running":
                    await Task.Delay(50);
                    break;
                default:
                    throw new InvalidOperationException(voice.ToString());
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        using (var kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]))
            await kill.WaitForExitAsync();
        await _process.WaitForExitAsync();
        Http.Dispose();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
