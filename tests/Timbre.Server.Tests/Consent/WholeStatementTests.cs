using System.Diagnostics;
using Timbre.Server.Tests.Hosting;

namespace Timbre.Server.Tests.Consent;

/// <summary>The documentation's own statement, which nobody has recorded: a machine says it, and is the voice too.</summary>
public sealed class WholeStatementTests
{
    private const string Statement =
        "I am aware that recordings of my voice will be used by Acme Robotics to train and create a synthetic version of my voice by "
            + "Resemble AI.";

    [Fact]
    public async Task The_statement_with_its_one_time_sentence_is_accepted()
    {
        await using var server = await TestServer.Start(
            [.. Machines, ("TIMBRE_COMPANY", "Acme Robotics"), ("Consent:RequireChallenge", "true")]);
        var uuid = await NewVoice(server);
        var (_, asked) = await server.Http.Post($"/api/v2/voices/{uuid}/consent/challenge");
        Assert.Equal(Statement, asked.GetProperty("item").Text("statement"));
        await Give(server, uuid, $"{Statement} {asked.GetProperty("item").Text("sentence")}");
        var voice = await server.Http.Built(uuid);
        Assert.True(voice.Text("status") == "finished", voice.ToString());
        Assert.Equal(["accepted accepted"], (await server.Http.ConsentOf(uuid)).Verdicts());
    }

    [Theory]
    [InlineData(
        "I am not aware that recordings of my voice will be used by Acme Robotics "
            + "to train and create a synthetic version of my voice by Resemble AI.",
        "words_")]
    [InlineData(
        "I am aware that recordings of my voice will be used by Globex Industries "
            + "to train and create a synthetic version of my voice by Resemble AI.",
        "company_not_heard")]
    public async Task What_is_not_the_statement_is_refused(string said, string reason)
    {
        await using var server = await TestServer.Start([.. Machines, ("TIMBRE_COMPANY", "Acme Robotics")]);
        var uuid = await NewVoice(server);
        await Give(server, uuid, said);
        Assert.Equal("consent_validation_failed", (await server.Http.Built(uuid)).Text("status"));
        Assert.StartsWith($"refused {reason}", (await server.Http.ConsentOf(uuid)).Verdicts()[0]);
    }

    [Fact]
    public async Task A_name_in_no_dictionary_is_said_as_the_operator_says_it_is()
    {
        await using var server = await TestServer.Start(
            [.. Machines, ("TIMBRE_COMPANY", "Qxzt Robotics"), ("Consent:Spoken:Qxzt", "acme")]);
        var uuid = await NewVoice(server);
        await Give(server, uuid, Statement);
        var voice = await server.Http.Built(uuid);
        Assert.True(voice.Text("status") == "finished", voice.ToString());
        Assert.Contains("Qxzt Robotics", (await server.Http.ConsentOf(uuid)).Text("statement"));
    }

    /// <summary>What a machine says is not judged by its sound here.</summary>
    private static (string, string)[] Machines =>
        [("TIMBRE_AUTHORIZED_UPLOADER", "false"), ("Analysis:NoisyFixDb", "-Infinity"), ("Policies:RapidRecordings", "1")];

    private static async Task<string> NewVoice(TestServer server)
    {
        var (_, created) = await server.Http.Post("/api/v2/voices", new { name = "Ada", voice_type = "rapid" });
        var uuid = created.GetProperty("item").Text("uuid");
        using var form = Samples.Form(
            "data",
            Spoken(
                "Every morning the baker opened his shop at six, lit the oven, and waited for the first of his customers, who always "
                    + "wanted the same two rolls and a cup of coffee before the rain came."));
        using var response = await server.Http.PostAsync($"/api/v2/voices/{uuid}/recordings", form);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        return uuid;
    }

    private static async Task Give(TestServer server, string uuid, string said)
    {
        var (status, body) = await server.Http.Post(
            $"/api/v2/voices/{uuid}/consent", new { consent = Convert.ToBase64String(Spoken(said)) });
        Assert.True(status == System.Net.HttpStatusCode.OK, body.ToString());
    }

    private static byte[] Spoken(string text)
    {
        var path = Path.GetTempFileName();
        try
        {
            using var flite = Process.Start("flite", ["-voice", "rms", "-t", text, "-o", path]);
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
