using System.Net;
using System.Text.Json;
using Timbre.Audio;
using Timbre.Server.Tests.Docs;
using Timbre.Server.Tests.Hosting;
using Timbre.Server.Tests.Recordings;

namespace Timbre.Server.Tests.Analysis;

public sealed class AnalysisReportTests
{
    [Fact]
    public async Task The_report_is_what_its_description_says_and_can_be_drawn()
    {
        await using var server = await TestServer.Start();
        var voice = await server.NewVoice();
        for (var i = 0; i < 3; i++)
            await server.Http.Recorded(voice, $"clip {i}", Samples.Bytes(i));
        await server.Http.Report(voice);

        var (_, page) = await server.Http.Get($"/api/v2/voices/{voice}/analysis?page=2&page_size=2");
        var document = await DocumentTests.Document(server);
        var schema = document.GetProperty("paths").GetProperty("/api/v2/voices/{uuid}/analysis").GetProperty("get").GetProperty("responses")
            .GetProperty("200").GetProperty("content").GetProperty("application/json").GetProperty("schema");
        Assert.Empty(new Shape(document).Misfits(schema, page));
        Assert.Equal(
            (3, 2, 2),
            (page.GetProperty("total_count").GetInt32(), page.GetProperty("num_pages").GetInt32(), page.GetProperty("page").GetInt32()));
        Assert.Equal(3, page.GetProperty("summary").GetProperty("recordings").GetInt32());

        var item = Assert.Single(page.Items());
        Assert.Equal("clip 2", item.Recording().Text("name"));
        Assert.Equal(
            item.Recording().GetProperty("duration").GetDouble(), item.GetProperty("conditions").GetProperty("seconds").GetDouble());
        Drawn(Damage.Clean(2), item.GetProperty("waveform"), item.GetProperty("spectrogram"));
        foreach (var distribution in page.GetProperty("distributions").EnumerateArray())
        {
            Assert.Equal(20, distribution.GetProperty("counts").GetArrayLength());
            Assert.Equal(
                distribution.GetProperty("measured").GetInt32(),
                distribution.GetProperty("counts").EnumerateArray().Sum(count => count.GetInt32()));
        }

        Assert.True(page.ToString().Length < 64 << 10, $"{page.ToString().Length} characters for a summary and one recording");
    }

    [Fact]
    public async Task A_voice_without_recordings_has_an_empty_report_and_another_accounts_has_none()
    {
        await using var server = await TestServer.Start();
        var (status, report) = await server.Http.Get($"/api/v2/voices/{await server.NewVoice()}/analysis");
        Assert.Equal(
            (HttpStatusCode.OK, 0, 0), (status, report.Items().Count, report.GetProperty("summary").GetProperty("recordings").GetInt32()));
        Assert.Equal(HttpStatusCode.NotFound, (await server.Http.Get("/api/v2/voices/nobody/analysis")).Status);
    }

    /// <summary>The same highest and lowest sample as in the file, and loud where the file is loud.</summary>
    private static void Drawn(AudioClip clip, JsonElement waveform, JsonElement spectrogram)
    {
        var (low, high) = (Numbers(waveform.GetProperty("min")), Numbers(waveform.GetProperty("max")));
        Assert.Equal((400, 400), (low.Count, high.Count));
        Assert.Equal(clip.Samples.Min(), low.Min(), 0.01);
        Assert.Equal(clip.Samples.Max(), high.Max(), 0.01);

        var levels = spectrogram.GetProperty("levels").GetBytesFromBase64();
        var (columns, rows) = (spectrogram.GetProperty("columns").GetInt32(), spectrogram.GetProperty("rows").GetInt32());
        Assert.InRange(columns, 100, 160);
        Assert.Equal((64, columns * rows, clip.RateHz / 2.0), (rows, levels.Length, spectrogram.GetProperty("top_hz").GetDouble()));
        var loudest = Array.IndexOf(levels, levels.Max()) / rows;
        var there = clip.Cut(clip.Seconds * (loudest - 1) / columns, clip.Seconds * (loudest + 2) / columns);
        Assert.True(there.Samples.Max(Math.Abs) > 0.3 * clip.Samples.Max(Math.Abs));
    }

    private static List<double> Numbers(JsonElement array) => [.. array.EnumerateArray().Select(number => number.GetDouble())];
}
