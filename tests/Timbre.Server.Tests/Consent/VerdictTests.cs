using System.Net;
using System.Text.Json;
using Timbre.Models.Consent.Records;
using Timbre.Server.Tests.Hosting;
using Timbre.Server.Tests.Material;
using Timbre.Server.Tests.Webhooks;

namespace Timbre.Server.Tests.Consent;

/// <summary>Each verdict over HTTP, with people's own recordings.</summary>
public sealed class VerdictTests
{
    [Theory, Databases]
    public async Task The_right_person_with_the_right_words_is_built_and_the_record_says_why(string database)
    {
        await using var server = await TestServer.StartOn(database, ConsentAudio.Asking());
        var uuid = await server.Http.NewVoice(Samples.Bytes(ConsentAudio.Consent));
        Assert.Equal("unverified", (await server.Http.ConsentOf(uuid)).Text("status"));
        var voice = await server.Http.Built(uuid);
        Assert.True(voice.Text("status") == "finished", voice.ToString());
        Assert.Equal(HttpStatusCode.OK, await server.Http.Speaks(uuid));

        var consent = await server.Http.ConsentOf(uuid);
        Assert.Equal("accepted", consent.Text("status"));
        Assert.Equal(["accepted accepted"], consent.Verdicts());
        var record = consent.GetProperty("records")[0].GetProperty("record");
        Assert.Equal(
            Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Samples.Bytes(ConsentAudio.Consent))),
            record.Text("audio_sha256"));
        Assert.Equal(ConsentAudio.Statement, record.Text("statement"));
        Assert.True(
            record.GetProperty("scores").TryGetProperty("speaker_log_likelihood_ratio", out _)
                && record.GetProperty("models").TryGetProperty("speaker_encoder", out _),
            record.ToString());
        Assert.DoesNotContain(uuid, record.ToString());

        // built anew it is decided anew, behind the first decision; and with the public key alone all of it holds
        Assert.Equal("finished", (await server.Http.Built(uuid)).Text("status"));
        consent = await server.Http.ConsentOf(uuid);
        Assert.Equal(2, consent.Verdicts().Count);
        Assert.Empty(ConsentChain.Check(consent, ConsentPublicKey.FromPem(consent.Text("public_key"))).Faults);
    }

    [Fact]
    public async Task Another_speakers_consent_is_refused_by_status_and_webhook_and_a_right_one_mends_it()
    {
        await using var receiver = await Receiver.Start();
        await using var server = await TestServer.Start(ConsentAudio.Asking(ConsentAudio.OthersStatement));
        var uuid = await server.Http.NewVoice(ConsentAudio.Other(), receiver.Url);
        var voice = await server.Http.Built(uuid);
        Assert.Equal("consent_validation_failed", voice.Text("status"));
        Assert.Equal("rejected", voice.GetProperty("consent").Text("status"));
        Assert.Contains("not the one who speaks in most of the voice's recordings", voice.Text("issue"));
        var received = await receiver.Next();
        Assert.Equal(("consent_validation_failed", voice.Text("issue")), (received.Json.Text("status"), received.Json.Text("issue")));
        Assert.Equal(["refused other_speaker"], (await server.Http.ConsentOf(uuid)).Verdicts());
        Assert.Equal(HttpStatusCode.Conflict, await server.Http.Speaks(uuid));
        var (again, why) = await server.Http.Post($"/api/v2/voices/{uuid}/build");
        Assert.Equal((HttpStatusCode.BadRequest, "consent_required"), (again, why.Text("code")));

        var (given, body) = await server.Http.Post(
            $"/api/v2/voices/{uuid}/consent", new { consent = Convert.ToBase64String(Samples.Bytes(ConsentAudio.Consent)) });
        Assert.True(given == HttpStatusCode.OK, body.ToString());
        Assert.Equal(
            ("unverified", "awaiting_build"),
            (body.GetProperty("item").Text("status"), (await server.Http.Settled(uuid)).GetProperty("progress").Text("stage")));
    }

    [Fact]
    public async Task A_consent_cut_from_the_recordings_is_refused_in_whatever_clothes()
    {
        await using var server = await TestServer.Start(ConsentAudio.Asking());
        var consent = Sounds.As(Samples.Bytes(ConsentAudio.Consent), "wav", "-af", "volume=0.5,aresample=8000");
        var uuid = await server.Http.NewVoice(consent, clips: [0, 1, 2, 3]);
        var voice = await server.Http.Built(uuid);
        Assert.Equal("consent_validation_failed", voice.Text("status"));
        Assert.Contains("cut from the voice's own recordings", voice.Text("issue"));
        Assert.Equal(["refused cut_from_dataset"], (await server.Http.ConsentOf(uuid)).Verdicts());
    }

    [Fact]
    public async Task A_consent_that_another_account_used_is_refused_and_nothing_is_told_of_the_other()
    {
        await using var server = await TestServer.Start(ConsentAudio.Asking());
        var first = await server.Http.NewVoice(Samples.Bytes(ConsentAudio.Consent));
        Assert.Equal("finished", (await server.Http.Built(first)).Text("status"));

        using var other = await OtherAccount(server);
        var stolen = Sounds.As(Samples.Bytes(ConsentAudio.Consent), "wav", "-af", "volume=0.7,atrim=start=0.3,aresample=22050");
        var uuid = await other.NewVoice(stolen);
        var voice = await other.Built(uuid);
        Assert.Equal("consent_validation_failed", voice.Text("status"));
        Assert.Contains("has been used before", voice.Text("issue"));
        Assert.DoesNotContain("account", voice.Text("issue"));
        var records = (await other.ConsentOf(uuid)).ToString();
        Assert.Contains("used_before", records);
        Assert.DoesNotContain(first, records);

        // the fingerprint goes with the voice, the hash stays
        Assert.Equal(HttpStatusCode.OK, (await server.Http.Send(HttpMethod.Delete, $"/api/v2/voices/{first}")).Status);
        await other.Post($"/api/v2/voices/{uuid}/consent", new { consent = Convert.ToBase64String(Samples.Bytes(ConsentAudio.Consent)) });
        Assert.Equal("consent_validation_failed", (await other.Built(uuid)).Text("status"));
    }

    [Fact]
    public async Task Where_a_one_time_sentence_is_wanted_a_consent_without_one_is_refused()
    {
        await using var server = await TestServer.Start(
            [.. ConsentAudio.Asking(), ("Consent:RequireChallenge", "true"), ("Consent:ChallengeMinutes", "5")]);
        var uuid = await server.Http.NewVoice(Samples.Bytes(ConsentAudio.Consent));
        Assert.Equal("consent_validation_failed", (await server.Http.Built(uuid)).Text("status"));
        Assert.Equal(["refused challenge_missing"], (await server.Http.ConsentOf(uuid)).Verdicts());

        var (status, asked) = await server.Http.Post($"/api/v2/voices/{uuid}/consent/challenge");
        Assert.True(status == HttpStatusCode.OK, asked.ToString());
        var challenge = asked.GetProperty("item");
        Assert.InRange(
            challenge.GetProperty("expires_at").GetDateTimeOffset() - DateTimeOffset.UtcNow, TimeSpan.FromMinutes(4),
            TimeSpan.FromMinutes(5));
        Assert.Equal(challenge.Text("sentence"), (await server.Http.ConsentOf(uuid)).GetProperty("challenge").Text("sentence"));
        var (_, other) = await server.Http.Post($"/api/v2/voices/{uuid}/consent/challenge");
        Assert.NotEqual(challenge.Text("sentence"), other.GetProperty("item").Text("sentence"));

        // the statement alone is not what was asked for; the sentence is used up, and the next consent needs another
        await server.Http.Post(
            $"/api/v2/voices/{uuid}/consent", new { consent = Convert.ToBase64String(Samples.Bytes(ConsentAudio.Consent)) });
        var voice = await server.Http.Built(uuid);
        Assert.Equal("consent_validation_failed", voice.Text("status"));
        var last = (await server.Http.ConsentOf(uuid)).GetProperty("records")[1].GetProperty("record");
        Assert.Equal(("refused", other.GetProperty("item").Text("sentence")), (last.Text("verdict"), last.Text("challenge")));
        Assert.NotEqual("challenge_missing", last.Text("reason"));
        Assert.Equal(JsonValueKind.Null, (await server.Http.ConsentOf(uuid)).GetProperty("challenge").ValueKind);
    }

    [Fact]
    public async Task Other_words_of_the_right_person_are_refused_with_the_words_at_fault()
    {
        await using var server = await TestServer.Start(
            ConsentAudio.Asking(ConsentAudio.Statement.Replace("selfish", "generous", StringComparison.Ordinal)));
        var uuid = await server.Http.NewVoice(Samples.Bytes(ConsentAudio.Consent));
        var voice = await server.Http.Built(uuid);
        Assert.Equal("consent_validation_failed", voice.Text("status"));
        Assert.Contains("generous", voice.Text("issue"));
        var record = (await server.Http.ConsentOf(uuid)).GetProperty("records")[0].GetProperty("record");
        Assert.Equal(("refused", "words_changed"), (record.Text("verdict"), record.Text("reason")));
    }

    [Fact]
    public async Task Without_a_company_a_statement_that_names_it_can_be_asked_of_nobody()
    {
        await using var server = await TestServer.Start(("TIMBRE_AUTHORIZED_UPLOADER", "false"));
        var uuid = await server.Http.NewVoice(Samples.Bytes(ConsentAudio.Consent), clips: [0]);
        var (status, refused) = await server.Http.Post($"/api/v2/voices/{uuid}/build");
        Assert.Equal((HttpStatusCode.BadRequest, "company_not_set"), (status, refused.Text("code")));
        Assert.Equal(JsonValueKind.Null, (await server.Http.ConsentOf(uuid)).GetProperty("statement").ValueKind);
    }

    [Fact]
    public async Task An_authorized_uploader_passes_and_the_record_says_so()
    {
        await using var server = await TestServer.Start();
        var uuid = await server.Http.NewVoice(consent: null);
        Assert.Equal("finished", (await server.Http.Built(uuid)).Text("status"));
        Assert.Equal(["authorized_uploader authorized_uploader"], (await server.Http.ConsentOf(uuid)).Verdicts());
    }

    private static async Task<HttpClient> OtherAccount(TestServer server)
    {
        using var admin = server.Operator();
        await admin.Post("/admin/v1/accounts", new { name = "other", plan = "pro" });
        var (_, key) = await admin.Post("/admin/v1/keys", new { account = "other", label = "first" });
        return server.NewClient(key.GetProperty("item").Text("key"));
    }
}
