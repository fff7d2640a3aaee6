using System.Text.Json;
using Timbre.Server.Tests.Hosting;

namespace Timbre.Server.Tests.Analysis;

/// <summary>Short ways to wait for analyses and to read them.</summary>
internal static class Analysed
{
    /// <summary>The whole report, once every recording is analysed and has its words.</summary>
    public static async Task<JsonElement> Report(this HttpClient client, string voice, double withinSeconds = 300)
    {
        var until = DateTime.UtcNow.AddSeconds(withinSeconds);
        while (true)
        {
            var (_, report) = await client.Get($"/api/v2/voices/{voice}/analysis?page_size=1000");
            if (report.Items()
                .All(item => item.Recording().GetProperty("analysed_at").ValueKind == JsonValueKind.String && HasWords(item.Recording())))
                return report;
            if (DateTime.UtcNow > until)
                throw new TimeoutException($"Not everything is analysed: {report.GetProperty("summary")}");
            await Task.Delay(200);
        }
    }

    public static List<JsonElement> Items(this JsonElement report) => [.. report.GetProperty("items").EnumerateArray()];

    public static JsonElement Recording(this JsonElement item) => item.GetProperty("recording");

    /// <summary>The findings of a recording, as the words that stay.</summary>
    public static List<string> Codes(this JsonElement recording, string? severity = null) =>
        [.. recording.GetProperty("findings").EnumerateArray().Where(finding => severity is null || finding.Text("severity") == severity)
            .Select(finding => finding.Text("code"))];

    public static JsonElement Named(this JsonElement report, string name) =>
        report.Items().Select(Recording).Single(recording => recording.Text("name") == name);

    /// <summary>Compared with the sound or recognised, where anybody speaks.</summary>
    private static bool HasWords(JsonElement recording) =>
        recording.GetProperty("transcript_confidence").ValueKind == JsonValueKind.Number
            || recording.Codes("fix").Exists(code => code is "silent" or "no_speech");
}
