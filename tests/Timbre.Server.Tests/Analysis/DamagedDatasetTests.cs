using System.Text.Json;
using Timbre.Audio;
using Timbre.Server.Tests.Crash;
using Timbre.Server.Tests.Hosting;

namespace Timbre.Server.Tests.Analysis;

/// <summary>A dataset in which nearly everything is wrong, from the zip to the webhook.</summary>
public sealed class DamagedDatasetTests
{
    /// <summary>Recordings at fault by name, with the finding that leaves them out.</summary>
    private static readonly Dictionary<string, string> Faults = new()
    {
        ["bad/clipped.wav"] = "clipping",
        ["bad/noisy.wav"] = "noisy",
        ["bad/quiet.wav"] = "too_quiet",
        ["bad/silent.wav"] = "silent",
        ["bad/telephone.wav"] = "narrow_band",
        ["bad/tones.wav"] = "no_speech",
    };

    private const string OtherText = "Seven ships were seen near the harbour at noon.";

    private static readonly string[] Keys =
        [
            "is_active", "is_outlier", "is_silent", "name", "pesq_score", "resemble_sample_score", "si_dr_score", "stoi_score",
            "transcript", "uuid"
        ];

    [Theory, Databases]
    public async Task A_dataset_with_too_little_that_is_good_is_an_issue_that_names_every_recording_at_fault(string database)
    {
        await using var services = await ExternalServices.Open();
        services.Files["damaged.zip"] = Damage.Zip([.. Bad(), .. Good()]);
        await using var server = await TestServer.StartOn(database, ("Policies:ProfessionalSeconds", "600"));
        var uuid = await Ingest(server, services);

        var received = await ReceivedWebhook(services);
        Assert.Equal(["id", "issue", "ok", "recordings", "status"], Fields(received));
        Assert.Equal((false, uuid, "dataset_issue"), (received.Is("ok"), received.Text("id"), received.Text("status")));
        var issue = received.Text("issue");
        Assert.StartsWith("A professional voice needs 20 active recordings or 10.0 min of sound", issue);
        foreach (var said in (string[])[
            "1 recording is clipped (bad/clipped.wav): record again with less gain", "1 recording is silent (bad/silent.wav): ",
            "1 recording is too noisy (bad/noisy.wav): ", "1 recording is without speech (bad/tones.wav): "
        ])
            Assert.Contains(said, issue);
        Assert.Equal(issue, (await server.Http.Settled(uuid)).Text("issue"));

        var report = await server.Http.Report(uuid);
        var entries = received.GetProperty("recordings").EnumerateArray().ToList();
        Assert.Equal(Faults.Keys.Order(), entries.Select(entry => entry.Text("name")).Order());
        foreach (var entry in entries)
        {
            Assert.Equal(Keys, Fields(entry));
            var recording = report.Named(entry.Text("name"));
            Assert.Equal(recording.Text("uuid"), entry.Text("uuid"));
            Assert.Contains(Faults[entry.Text("name")], recording.Codes("fix"));
            foreach (var key in (string[])["transcript", "stoi_score", "pesq_score", "si_dr_score", "resemble_sample_score"])
                Assert.True(JsonElement.DeepEquals(recording.GetProperty(key), entry.GetProperty(key)), $"{key} of {entry}");
            Assert.Equal(
                (false, false, entry.Text("name") == "bad/silent.wav"),
                (entry.Is("is_active"), entry.Is("is_outlier"), entry.Is("is_silent")));
            Assert.Equal(JsonValueKind.Number, entry.GetProperty("resemble_sample_score").ValueKind);
            foreach (var score in (string[])["stoi_score", "pesq_score", "si_dr_score"])
                Assert.Equal(!entry.Is("is_silent") ? JsonValueKind.Number : JsonValueKind.Null, entry.GetProperty(score).ValueKind);
        }

        Assert.Equal(Samples.Clips[0].Text, entries.Single(entry => entry.Text("name") == "bad/clipped.wav").Text("transcript"));
        Assert.Contains("respectable", entries.Single(entry => entry.Text("name") == "bad/telephone.wav").Text("transcript")); // recognised
    }

    [Theory, Databases]
    public async Task A_dataset_with_enough_that_is_good_trains_on_it_and_says_what_it_left_out(string database)
    {
        await using var services = await ExternalServices.Open();
        services.Files["damaged.zip"] = Damage.Zip([.. Bad(), .. Good()]);
        await using var server = await TestServer.StartOn(
            database, ("Policies:ProfessionalSeconds", "20"), ("Policies:ProfessionalSpeechSeconds", "10"));
        var uuid = await Ingest(server, services);

        var received = await ReceivedWebhook(services);
        Assert.True(
            JsonElement.DeepEquals(
                JsonSerializer.Deserialize<JsonElement>(
                    $$"""{"ok":true,"id":"{{uuid}}","status":"finished","recordings":[],"issue":null}"""),
                received),
            received.ToString());
        var voice = await server.Http.Settled(uuid);
        Assert.Equal("finished", voice.Text("status"));
        Assert.StartsWith("Learnt from 6 of 12 recordings. Left out: ", voice.Text("notes"));
        Assert.Contains("1 recording is clipped (bad/clipped.wav).", voice.Text("notes"));

        var report = await server.Http.Report(uuid);
        foreach (var recording in report.Items().Select(Analysed.Recording))
        {
            var isBad = Faults.ContainsKey(recording.Text("name"));
            Assert.Equal((!isBad, isBad), (recording.Is("is_active"), recording.Codes("fix").Count > 0));
        }

        var other = report.Named("good/4.wav");
        Assert.Equal(["transcript_mismatch"], other.Codes("warn"));
        Assert.Equal((OtherText, "recognised", true), (other.Text("text"), other.Text("transcript_source"), other.Is("is_active")));
        Assert.Contains("amiable", other.Text("transcript"));
        Assert.NotEmpty(
            report.Items().Single(item => item.Recording().Text("name") == "good/4.wav").GetProperty("words_at_fault").EnumerateArray());
        Assert.Equal(["duplicate"], report.Named("good/again.wav").Codes());
        Assert.Empty(report.Named("good/1.wav").Codes());
        var summary = report.GetProperty("summary");
        Assert.Equal(
            (12, 12, 6),
            (summary.GetProperty("recordings").GetInt32(), summary.GetProperty("analysed").GetInt32(),
                summary.GetProperty("usable").GetInt32()));
        Assert.Equal(Faults.Values.Order(), summary.GetProperty("left_out").EnumerateArray().Select(reason => reason.Text("code")).Order());
        Assert.Equal(
            summary.GetProperty("seconds").GetDouble()
                - summary.GetProperty("left_out").EnumerateArray().Sum(reason => reason.GetProperty("seconds").GetDouble()),
            summary.GetProperty("seconds_usable").GetDouble(), 0.3);
    }

    private static async Task<string> Ingest(TestServer server, ExternalServices services)
    {
        var (_, created) = await server.Http.Post(
            "/api/v2/voices", new { name = "Ada", dataset_url = $"{services.Url}data/damaged.zip", callback_uri = $"{services.Url}hook" });
        return created.GetProperty("item").Text("uuid");
    }

    private static async Task<JsonElement> ReceivedWebhook(ExternalServices services)
    {
        var until = DateTime.UtcNow.AddMinutes(5);
        while (services.Received.IsEmpty && DateTime.UtcNow < until)
            await Task.Delay(100);
        return Assert.Single(services.Received).Body;
    }

    private static IEnumerable<string> Fields(JsonElement body) =>
        body.EnumerateObject().Select(field => field.Name).Order(StringComparer.Ordinal);

    private static IEnumerable<(string, AudioClip, string?)> Bad() =>
    [
        ("bad/clipped", Damage.Clipped(Damage.Clean(0)), Samples.Clips[0].Text),
        ("bad/noisy", Damage.Noisy(Damage.Clean(1)), null),
        ("bad/quiet", Damage.Quiet(Damage.Clean(2)), Samples.Clips[2].Text),
        ("bad/silent", Damage.Silence(3), null),
        ("bad/telephone", Damage.Telephone(Damage.Clean(3)), null),
        ("bad/tones", Damage.Tones(4), null),
    ];

    private static IEnumerable<(string, AudioClip, string?)> Good() =>
    [
        .. Samples.Clips.Select((clip, i) => ($"good/{i}", Damage.Clean(i), i == 4 ? OtherText : (string?)clip.Text)),
        ("good/again", Damage.Clean(1), null),
    ];
}
