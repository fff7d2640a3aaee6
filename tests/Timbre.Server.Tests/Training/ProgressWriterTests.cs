using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Timbre.Models.AcousticModel.FineTuning;
using Timbre.Models.Voices.Training;
using Timbre.Server.Builds;
using Timbre.Server.Tests.Hosting;
using Timbre.Server.Tests.Recordings;
using Timbre.Server.Tests.Webhooks;
using Timbre.Server.Training;
using Timbre.Server.Voices;
using Timbre.Server.Voices.Progress;
using Timbre.Storage;

namespace Timbre.Server.Tests.Training;

public sealed class ProgressWriterTests
{
    private static readonly TrainingPoint[] Points = [new(0, 1.25, 1.5), new(1, 1.125, 1.375), new(2, 1.0625, 1.3125), new(3, 1, 1.34375)];

    [Theory, Databases]
    public async Task The_curve_is_told_while_training_goes_on_over_a_restart_after_the_end_and_gone_with_the_next_build(string database)
    {
        await using var server = await TestServer.StartOn(database);
        var uuid = await server.NewVoice(type: "professional");
        Assert.Equal(JsonValueKind.Null, (await Curve(server, uuid)).ValueKind);
        await server.PretendBuilding(uuid);

        await Report(server, uuid, 2);
        Assert.Equal(
            """{"points":[{"pass":0,"learnt":1.25,"held":1.5},{"pass":1,"learnt":1.125,"held":1.375}],"best_pass":1}""",
            (await Curve(server, uuid)).GetRawText());

        await server.Restart();
        Assert.Equal(2, await Passes(server, uuid));
        await Report(server, uuid, 0); // it listens again before it goes on from where it was kept
        Assert.Equal(2, await Passes(server, uuid));
        await Report(server, uuid, 4);
        Assert.Equal((4, 2), (await Passes(server, uuid), (await Curve(server, uuid)).GetProperty("best_pass").GetInt32()));

        await server.Finish(uuid);
        Assert.Equal(4, await Passes(server, uuid));
        await Report(server, uuid, 1); // too late
        Assert.Equal(4, await Passes(server, uuid));

        await using (var unit = await server.Services.GetRequiredService<Database>().Begin(default))
        {
            await server.Services.GetRequiredService<IBuilds>().Notify(unit, uuid, BuildEvent.BuildRequested, default);
            await unit.Commit();
        }

        Assert.Equal(JsonValueKind.Null, (await Curve(server, uuid)).ValueKind);
    }

    [Fact]
    public async Task Nothing_of_the_curve_is_left_of_a_deleted_voice()
    {
        await using var server = await TestServer.Start();
        var uuid = await server.NewVoice(type: "professional");
        await server.PretendBuilding(uuid);
        await Report(server, uuid, 4);
        Assert.NotEmpty(RawBytes.FilesWith(server.DataFolder, "1.34375"));
        Assert.Equal(HttpStatusCode.OK, (await server.Http.Send(HttpMethod.Delete, $"/api/v2/voices/{uuid}")).Status);
        Assert.Empty(RawBytes.FilesWith(server.DataFolder, "1.34375"));
    }

    private static async Task Report(TestServer server, string uuid, int points)
    {
        var voice = (await server.Services.GetRequiredService<VoiceTable>().Find(uuid, default))!;
        var builds = server.Services.GetRequiredService<BuildTable>();
        using var stop = new CancellationTokenSource();
        await using (var writer = new ProgressWriter(
            progress => builds.Report(
                uuid, voice.Build, Stage.Training, progress.Fraction, progress.SecondsLeft, default, TrainingCurve.Text(progress.Curve)),
            stop, NullLogger.Instance))
            writer.Report(new TrainingProgress("adapting", 0.5, null) { Curve = Points[..points] });
        Assert.Equal(voice.Status != VoiceStatus.Running, stop.IsCancellationRequested);
    }

    private static async Task<JsonElement> Curve(TestServer server, string uuid) =>
        (await server.Http.Get($"/api/v2/voices/{uuid}")).Body.GetProperty("item").GetProperty("progress").GetProperty("curve");

    private static async Task<int> Passes(TestServer server, string uuid) =>
        (await Curve(server, uuid)).GetProperty("points").GetArrayLength();
}
