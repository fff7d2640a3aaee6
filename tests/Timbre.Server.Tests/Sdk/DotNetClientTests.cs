using System.Net;
using Timbre.Client;
using Timbre.Server.Tests.Consent;
using Timbre.Server.Tests.Hosting;
using Timbre.Server.Tests.Webhooks;

namespace Timbre.Server.Tests.Sdk;

/// <summary>Client and server share no code; this is where they meet.</summary>
public sealed class DotNetClientTests
{
    [Fact]
    public async Task The_typed_client_lives_a_voice_s_whole_life()
    {
        await using var server = await TestServer.Start();
        await using var receiver = await Receiver.Start();
        using var client = new TimbreClient(server.Url, TestServer.Key);

        var voice = await client.Voices.Create(new NewVoice("Chef")
        {
            VoiceType = "rapid",
            CallbackUri = receiver.Url,
            Description = "cooks"
        });
        Assert.Equal(
            ("Chef", "initializing", "rapid", "cooks", "missing"),
            (voice.Name, voice.Status, voice.VoiceType, voice.Description, voice.Consent?.Status));

        await CheckRecordings(client, voice.Uuid);

        await client.Voices.Build(voice.Uuid);
        var seen = new List<VoiceEvent>();
        await foreach (var happened in client.Voices.Follow(voice.Uuid))
            seen.Add(happened);
        Assert.Equal("finished", seen[^1].Status);
        voice = await client.Voices.Get(voice.Uuid);
        Assert.True(voice.IsSettled);
        Assert.Equal("Ready", voice.VoiceStatus);

        await CheckAnalysis(client, voice.Uuid);

        var speech = await client.Synthesize(new SpeechRequest(
            voice.Uuid, "Nobody ever recorded this.")
        { SampleRate = 16000, Precision = "PCM_16" });
        Assert.True(speech.AudioContent.AsSpan().StartsWith("RIFF"u8));
        Assert.InRange(speech.AudioContent.Length - (speech.Duration * 32000), 40, 100);

        using var admin = Operator(server);
        await CheckCallbacks(client, admin, receiver, voice.Uuid);

        Assert.Contains((await client.Voices.List()).Items, item => item.Uuid == voice.Uuid);
        Assert.Equal("Cook", (await client.Voices.Update(voice.Uuid, new VoiceChange { Name = "Cook", CallbackUri = "" })).Name);
        await client.Voices.Delete(voice.Uuid);
        Assert.Empty((await client.Voices.List()).Items);
    }

    /// <summary>Five are made, and one of them is changed and deleted.</summary>
    private static async Task CheckRecordings(TimbreClient client, string voice)
    {
        for (var i = 0; i < Samples.Clips.Count; i++)
        {
            var recorded = await client.Recordings.Create(
                voice, new NewRecording($"clip {i}", new MemoryStream(Samples.Bytes(i))) { Text = Samples.Clips[i].Text });
            Assert.Equal(($"clip {i}", Samples.Clips[i].Text, true), (recorded.Name, recorded.Text, recorded.IsActive));
        }

        var page = await client.Recordings.List(voice, page: 1, pageSize: 10);
        Assert.Equal((1, 1, 5, 5), (page.Number, page.Pages, page.Total, page.Items.Count));
        var first = page.Items.Single(recording => recording.Name == "clip 0");
        Assert.False((await client.Recordings.Update(voice, first.Uuid, new RecordingChange { IsActive = false })).IsActive);
        await client.Recordings.Delete(voice, first.Uuid);
        Assert.Equal("not_found", (await Assert.ThrowsAsync<TimbreException>(() => client.Recordings.Get(voice, first.Uuid))).Code);
    }

    private static async Task CheckAnalysis(TimbreClient client, string voice)
    {
        var analysis = await client.Voices.Analysis(voice, page: 1, pageSize: 2);
        Assert.Equal(
            (4, 4, 4, 2),
            (analysis.Summary.Recordings, analysis.Summary.Analysed, analysis.Recordings.Total, analysis.Recordings.Items.Count));
        Assert.All(
            analysis.Recordings.Items,
            one => Assert.Equal(one.Spectrogram!.Columns * one.Spectrogram.Rows, one.Spectrogram.Levels.Length));
        Assert.All(
            analysis.Recordings.Items,
            one =>
                Assert.True(
                    one is
                    {
                        Recording: { StoiScore: > 0.5, AnalysedAt: not null, Metrics.LoudnessGrade: not null },
                        Conditions.SpeechSeconds: > 0.5, Waveform.Max.Count: 400
                    }));
        Assert.Contains(analysis.Distributions, one => one is { Name: "pesq_score", Measured: 4 });
    }

    private static async Task CheckCallbacks(TimbreClient client, TimbreAdmin admin, Receiver receiver, string voice)
    {
        var received = await receiver.Next();
        var secret = (await admin.Accounts.GetWebhookSecret("default")).Secret;
        Assert.True(
            WebhookSignature.Verify(
                secret, received.Id, received.Headers[WebhookSignature.TimestampHeader], received.Headers[WebhookSignature.SignatureHeader],
                received.Body));
        var callback = Assert.Single((await client.Callbacks.List(voice)).Items);
        Assert.Equal("finished", callback.Status);
        await client.Callbacks.Redeliver(voice, callback.Id);
        Assert.Equal(received.Id, (await receiver.Next()).Id);
    }

    [Fact]
    public async Task The_typed_client_gives_and_withdraws_a_consent()
    {
        await using var server = await TestServer.Start(ConsentAudio.Asking());
        using var client = new TimbreClient(server.Url, TestServer.Key);
        var uuid = await server.Http.NewVoice(consent: null);
        var asked = await client.Consents.Get(uuid);
        Assert.Equal(("missing", ConsentAudio.Statement, 0), (asked.Status, asked.Statement, asked.Records.Count));
        Assert.Equal(
            "unverified", (await client.Consents.Give(uuid, Timbre.Client.Consent.FromWav(Samples.Bytes(ConsentAudio.Consent)))).Status);
        await client.Voices.Build(uuid);
        await foreach (var _ in client.Voices.Follow(uuid))
        {
        }

        var accepted = await client.Consents.Get(uuid);
        Assert.True(accepted.Status == "accepted", accepted.Issue);
        Assert.Equal("accepted", Assert.Single(accepted.Records).Record.GetProperty("verdict").GetString());
        Assert.NotEmpty((await client.Consents.Challenge(uuid)).Sentence);
        Assert.Equal("revoked", (await client.Consents.Revoke(uuid)).Status);
        Assert.Equal(
            "consent_revoked",
            (await Assert.ThrowsAsync<TimbreException>(() => client.Synthesize(new SpeechRequest(uuid, "Hello.")))).Code);
    }

    [Fact]
    public async Task A_refused_consent_carries_the_stored_voice_in_the_exception()
    {
        await using var server = await TestServer.Start();
        using var client = new TimbreClient(server.Url, TestServer.Key);
        var refused = await Assert.ThrowsAsync<TimbreException>(() =>
            client.Voices.Create(new NewVoice("Chef") { Consent = Timbre.Client.Consent.FromWav("no sound"u8) }));

        Assert.Equal((HttpStatusCode.BadRequest, "consent_validation_failed"), (refused.Status, refused.Code));
        Assert.Contains(Assert.Single((await client.Voices.List()).Items).Uuid, refused.Body);
    }

    private static TimbreAdmin Operator(TestServer server) =>
        new(server.Url, File.ReadAllText(Path.Combine(server.DataFolder, "operator.key")).Trim());
}
