using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;

namespace Timbre.Bench.Http;

/// <summary>Requests per second for one voice's row, beside a bare answer of the same web server in the same run.</summary>
internal static class Metadata
{
    private const int Callers = 16;
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(8);

    public static async Task Measure(ServerUnderTest server, Action<string, string> row)
    {
        var list = await server.Http.GetFromJsonAsync<JsonElement>("/api/v2/voices");
        var uuid = list.GetProperty("items")[0].GetProperty("uuid").GetString();
        await using var bare = await FileHost.Open("/dev/null");
        await SendRequests(server.Http, $"/api/v2/voices/{uuid}", TimeSpan.FromSeconds(2));
        row($"GET /voices/{{uuid}}, {Callers} callers", Show(await SendRequests(server.Http, $"/api/v2/voices/{uuid}", Length)));
        row("GET /voices, the same", Show(await SendRequests(server.Http, "/api/v2/voices?page=1", Length)));
        using var client = new HttpClient { BaseAddress = bare.Url };
        await SendRequests(client, "/bare", TimeSpan.FromSeconds(1));
        row("an empty answer of the same web server, in the bench's own process", Show(await SendRequests(client, "/bare", Length)));
    }

    private static async Task<(double PerSecond, double P50, double P99)> SendRequests(HttpClient client, string path, TimeSpan length)
    {
        var times = new ConcurrentBag<double>();
        var until = Stopwatch.GetTimestamp() + (long)(length.TotalSeconds * Stopwatch.Frequency);
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(async _ =>
        {
            while (Stopwatch.GetTimestamp() < until)
            {
                var start = Stopwatch.GetTimestamp();
                using var response = await client.GetAsync(path);
                response.EnsureSuccessStatusCode();
                times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }
        }));
        var sorted = times.Order().ToList();
        return (sorted.Count / length.TotalSeconds, sorted[sorted.Count / 2], sorted[(int)(sorted.Count * 0.99)]);
    }

    private static string Show((double PerSecond, double P50, double P99) figures) =>
        $"{figures.PerSecond:0} requests/s, p50 {figures.P50:0.0} ms, p99 {figures.P99:0.0} ms";
}
