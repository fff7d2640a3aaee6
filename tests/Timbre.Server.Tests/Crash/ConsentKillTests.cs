using Timbre.Server.Tests.Consent;
using Timbre.Server.Tests.Hosting;

namespace Timbre.Server.Tests.Crash;

public sealed class ConsentKillTests
{
    private const int Kills = 5;

    /// <summary>
    /// A crash before the commit leaves no record, and one after it no work: whenever it comes, there is one decision, and one end is told.
    /// </summary>
    [Theory, Databases]
    public async Task A_decision_that_is_killed_again_and_again_is_recorded_once_and_told_once(string database)
    {
        var folder = Directory.CreateTempSubdirectory("timbre-kill-").FullName;
        await using var services = await ExternalServices.Open();
        await using var postgres = database == "postgres" ? await ScratchDatabase.Create() : null;
        await using var server = new ServerProcess(
            folder, ("TIMBRE_AUTHORIZED_UPLOADER", "false"), ("Consent__Statement", ConsentAudio.OthersStatement),
            ("TIMBRE_DATABASE", postgres?.Connection ?? ""), ("Policies__RetryScale", "0.02"));
        await server.Start();
        var uuid = await server.Http.NewVoice(ConsentAudio.Other(), $"{services.Url}hook");
        await server.Http.Post($"/api/v2/voices/{uuid}/build");
        var random = new Random(20261122);
        for (var kill = 0; kill < Kills; kill++)
        {
            await Task.Delay(random.Next(50, 1200));
            await server.Kill();
            await server.Start();
        }

        Assert.Equal("consent_validation_failed", (await server.Http.Settled(uuid)).Text("status"));
        Assert.Equal(["refused other_speaker"], (await server.Http.ConsentOf(uuid)).Verdicts());
        for (var until = DateTime.UtcNow.AddSeconds(60); services.Received.IsEmpty && DateTime.UtcNow < until;)
            await Task.Delay(100);
        Assert.Single(services.Received.Select(hook => hook.Id).Distinct());
        Directory.Delete(folder, recursive: true);
    }
}
