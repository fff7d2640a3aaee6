using System.Diagnostics;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Timbre.Audio.Formats;
using Timbre.Server.Tests.Crash;
using Timbre.Server.Tests.Hosting;
using Timbre.Server.Tests.Recordings;
using Timbre.Storage;

namespace Timbre.Server.Tests.Analysis;

/// <summary>A voice among whose recordings are some of another speaker.</summary>
public sealed class OutlierTests
{
    /// <summary>What flite says is not judged by its sound here.</summary>
    private static readonly (string, string) Patient = ("Analysis:NoisyFixDb", "-Infinity");

    private static readonly string[] Intruders = [
        "In the evening the lamps along the river are lit one after another.",
        "Nobody had expected that the train would be so late on a Sunday."
    ];

    [Theory, Databases]
    public async Task Another_speakers_recordings_are_left_out_and_cannot_be_activated(string database)
    {
        await using var server = await TestServer.StartOn(database, Patient, ("Policies:RapidRecordings", "2"));
        var voice = await server.NewVoice();
        foreach (var i in (int[])[0, 1, 2, 3])
            await server.Http.Recorded(voice, $"own {i}", Samples.Bytes(i));
        var intruder = await server.Http.Recorded(voice, "intruder", Flite(Intruders[0]));
        var report = await Until(server, voice, recordings => recordings.Exists(recording => recording.Is("is_outlier")));

        var found = report.Named("intruder");
        Assert.Equal((true, false), (found.Is("is_outlier"), found.Is("is_active")));
        Assert.Contains("outlier", found.Codes("fix"));
        Assert.All((int[])[0, 1, 2, 3], i => Assert.False(report.Named($"own {i}").Is("is_outlier")));
        Assert.DoesNotContain("embedding", report.ToString(), StringComparison.OrdinalIgnoreCase);

        var (status, refused) = await server.Http.Send(
            HttpMethod.Patch, $"{Upload.RecordingsOf(voice)}/{intruder.Text("uuid")}", new { is_active = true });
        Assert.Equal((HttpStatusCode.BadRequest, "recording_is_outlier"), (status, refused.Text("code")));

        await server.Http.Post($"/api/v2/voices/{voice}/build");
        var built = await server.Http.Settled(voice);
        Assert.Equal("finished", built.Text("status"));
        Assert.Equal("Learnt from 4 of 5 recordings. Left out: 1 recording is of another speaker (intruder).", built.Text("notes"));

        await server.Http.Send(HttpMethod.Delete, $"{Upload.RecordingsOf(voice)}/{intruder.Text("uuid")}");
        Assert.Equal(4, await Used(server));
        await server.Http.Send(HttpMethod.Delete, $"/api/v2/voices/{voice}");
        Assert.Equal(0, await Used(server));
    }

    [Fact]
    public async Task Whoever_has_most_recordings_is_the_speaker_and_others_come_back_when_they_are_most()
    {
        await using var server = await TestServer.Start(Patient);
        var voice = await server.NewVoice();
        foreach (var i in (int[])[0, 2])
            await server.Http.Recorded(voice, $"own {i}", Samples.Bytes(i));
        await server.Http.Recorded(voice, "other 0", Flite(Intruders[0]));
        await Until(
            server, voice,
            recordings => recordings.Exists(recording => recording.Text("name") == "other 0" && recording.Is("is_outlier")));

        await server.Http.Recorded(voice, "other 1", Flite(Intruders[1]));
        await server.Http.Recorded(voice, "other 2", Flite("The captain counted the boxes twice and signed the paper."));
        await server.Http.Recorded(voice, "other 3", Flite("Please remember to close the windows before you leave the house."));
        var report = await Until(
            server, voice,
            recordings =>
                recordings.Count(recording => recording.Is("is_outlier")) == 2
                    && recordings.Count(recording => recording.Is("is_active")) == 4);
        Assert.All((int[])[0, 2], i => Assert.True(report.Named($"own {i}").Is("is_outlier")));
    }

    [Fact]
    public async Task A_dataset_of_several_speakers_is_an_issue_that_says_so()
    {
        await using var services = await ExternalServices.Open();
        services.Files["mixed.zip"] = Damage.Zip(
        [
            .. Enumerable.Range(0, 4).Select(i => ($"a/{i}", Damage.Clean(i), (string?)Samples.Clips[i].Text)),
            .. Intruders.Append("The captain counted the boxes twice and signed the paper.")
            .Select((text, i) => ($"b/{i}", WavReader.Read(new MemoryStream(Flite(text)), new AudioLimits()), (string?)text)),
        ]);
        await using var server = await TestServer.Start(
            Patient, ("Policies:ProfessionalSeconds", "5"), ("Policies:ProfessionalSpeechSeconds", "3"));
        var (_, created) = await server.Http.Post(
            "/api/v2/voices", new { name = "Ada", dataset_url = $"{services.Url}data/mixed.zip", callback_uri = $"{services.Url}hook" });
        var voice = await server.Http.Settled(created.GetProperty("item").Text("uuid"));
        Assert.Equal("dataset_issue", voice.Text("status"));
        Assert.StartsWith("The recordings are of several speakers", voice.Text("issue"));
        Assert.Contains("3 recordings are of another speaker (b/0.wav, b/1.wav, b/2.wav); for each: leave it out", voice.Text("issue"));
    }

    private static async Task<int> Used(TestServer server) =>
        await server.Services.GetRequiredService<Database>().First<int>("select count(*) from speakers", null, default);

    private static async Task<System.Text.Json.JsonElement> Until(
        TestServer server, string voice, Predicate<List<System.Text.Json.JsonElement>> isSo)
    {
        var until = DateTime.UtcNow.AddMinutes(3);
        while (true)
        {
            var report = await server.Http.Report(voice);
            if (isSo([.. report.Items().Select(Analysed.Recording)]))
                return report;
            Assert.True(DateTime.UtcNow < until, $"It did not become so within three minutes: {report.GetProperty("summary")}");
            await Task.Delay(200);
        }
    }

    private static byte[] Flite(string text)
    {
        var path = Path.GetTempFileName();
        try
        {
            using var flite = Process.Start("flite", ["-voice", "slt", "-t", text, "-o", path]);
            flite.WaitForExit();
            Assert.Equal(0, flite.ExitCode);
            return File.ReadAllBytes(path);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
