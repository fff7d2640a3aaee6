using System.Diagnostics;
using System.Net.Http.Json;

namespace Timbre.Bench.Http.Speech;

/// <summary>Asks the server for a stream and notes when what comes.</summary>
internal static class SpeechClient
{
    /// <summary>What is asked for: the engine's own, so that nothing is resampled.</summary>
    public const int RateHz = 16_000;

    private const int HeaderBytes = 44;
    private const double BytesASecond = 2 * RateHz;

    public static async Task<Latency> Measure(ServerUnderTest server, string voice, string text)
    {
        var watch = Stopwatch.StartNew();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/stream")
        {
            Content = JsonContent.Create(
            new { voice_uuid = voice, data = text, sample_rate = RateHz, precision = "PCM_16" })
        };
        using var response = await server.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        if (!response.IsSuccessStatusCode)
            throw new InvalidOperationException(await response.Content.ReadAsStringAsync());
        await using var sound = await response.Content.ReadAsStreamAsync();
        var block = new byte[1 << 15];
        var (bytes, first) = (0L, 0.0);
        while (await sound.ReadAsync(block) is > 0 and var read)
        {
            bytes += read;
            if (first == 0 && bytes > HeaderBytes)
                first = watch.Elapsed.TotalMilliseconds;
        }

        return new Latency(first, watch.Elapsed.TotalMilliseconds, (bytes - HeaderBytes) / BytesASecond);
    }
}
