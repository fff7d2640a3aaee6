using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Timbre.Client;
using Timbre.Server.Builds;
using Timbre.Server.Tests.Hosting;
using Timbre.Server.Tests.Webhooks;
using Timbre.Server.Voices;
using Timbre.Storage;
using TrainingCurve = Timbre.Server.Voices.Progress.TrainingCurve;
using TrainingPoint = Timbre.Models.AcousticModel.FineTuning.TrainingPoint;

namespace Timbre.Server.Tests.Voices.Progress;

public sealed class FollowVoiceTests
{
    [Theory, Databases]
    public async Task Progress_is_told_at_once_at_every_change_and_ends_with_the_work(string database)
    {
        await using var server = await TestServer.StartOn(database);
        var uuid = await server.NewVoice(null);
        using var reader = await Follow(server, uuid);

        Assert.Equal(("progress", "initializing", "awaiting_recordings"), await Next(reader));
        await Train(server, uuid);
        Assert.Equal(("progress", "initializing", "training"), await Next(reader));
        await ReportEpoch(server, uuid, new TrainingPoint(0, 1, 1));
        Assert.Equal(("progress", "initializing", "training"), await Next(reader));
        await ReportEpoch(server, uuid, new TrainingPoint(0, 1, 1), new TrainingPoint(1, 0.5, 0.75));
        Assert.Equal(("progress", "initializing", "training"), await Next(reader));
        await server.Finish(uuid);
        Assert.Equal(("progress", "finished", "finished"), await Next(reader));
        Assert.Equal(("end", "finished", "finished"), await Next(reader));
        Assert.Equal("", await reader.ReadToEndAsync());
    }

    [Fact]
    public async Task The_data_has_the_keys_that_the_client_reads()
    {
        await using var server = await TestServer.Start();
        var uuid = await server.NewVoice(null);
        await Train(server, uuid);
        using var client = new TimbreClient(server.Url, TestServer.Key);
        await foreach (var happened in client.Voices.Follow(uuid))
        {
            Assert.Equal(new VoiceEvent("initializing", "training", 0.25, 12, null), happened);
            break;
        }

        await ReportEpoch(server, uuid, new TrainingPoint(0, 1, 1), new TrainingPoint(1, 0.5, 0.75));
        await foreach (var happened in client.Voices.Follow(uuid))
        {
            Assert.Equal((1, 0.5, 0.75), (happened.Curve!.BestPass, happened.Curve.Points[1].Learnt, happened.Curve.Points[1].Held));
            break;
        }
    }

    [Fact]
    public async Task A_settled_voice_is_told_once_and_a_deleted_one_ends_the_stream()
    {
        await using var server = await TestServer.Start();
        var settled = await server.NewVoice(null);
        await server.Fail(settled, "It broke.");
        using var received = await Follow(server, settled);
        Assert.Equal(2, (await received.ReadToEndAsync()).Split("event: ").Length - 1);

        var uuid = await server.NewVoice(null);
        using var reader = await Follow(server, uuid);
        await Next(reader);
        await server.Http.Send(HttpMethod.Delete, $"/api/v2/voices/{uuid}");
        await Next(reader);
        Assert.Equal(("end", "deleted", "stopped"), await Next(reader));
    }

    [Fact]
    public async Task An_account_has_so_many_streams_and_no_more_and_nobody_elses_voice()
    {
        await using var server = await TestServer.Start(("Limits:MaxEventStreamsPerAccount", "1"));
        var uuid = await server.NewVoice(null);
        var path = $"/api/v2/voices/{uuid}/events";
        using (await Follow(server, uuid))
        {
            var (status, body) = await server.Http.Get(path);
            Assert.Equal((HttpStatusCode.TooManyRequests, "too_many_streams"), (status, body.Text("code")));
        }

        Assert.Equal(HttpStatusCode.NotFound, (await server.Http.Get("/api/v2/voices/0123456789abcdef/events")).Status);
    }

    [Fact]
    public async Task A_stopping_server_ends_its_streams()
    {
        await using var server = await TestServer.Start();
        using var reader = await Follow(server, await server.NewVoice(null));
        await Next(reader);
        var rest = reader.ReadToEndAsync();
        await server.Restart();
        Assert.Equal("", await rest);
    }

    /// <summary>As if a job had begun to train the voice.</summary>
    private static async Task Train(TestServer server, string uuid)
    {
        await using var unit = await server.Services.GetRequiredService<Database>().Begin(default);
        await unit.Execute(
            "update builds set stage = 'training', fraction = 0.25, seconds_left = 12 where voice_id = @uuid", new { uuid }, default);
        await unit.Commit();
    }

    private static Task ReportEpoch(TestServer server, string uuid, params TrainingPoint[] points) =>
        server.Services.GetRequiredService<BuildTable>().Report(uuid, 1, Stage.Training, 0.25, 12, default, TrainingCurve.Text(points));

    private static async Task<StreamReader> Follow(TestServer server, string uuid)
    {
        var response = await server.Http.GetAsync($"/api/v2/voices/{uuid}/events", HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.ToString());
        return new StreamReader(await response.Content.ReadAsStreamAsync());
    }

    private static async Task<(string Event, string Status, string Stage)> Next(StreamReader reader)
    {
        var name = (await Line(reader))["event: ".Length..];
        var data = JsonSerializer.Deserialize<JsonElement>((await Line(reader))["data: ".Length..]);
        Assert.Equal("", await Line(reader));
        Assert.Equal(
            ["curve", "fraction", "queue_place", "seconds_left", "stage", "status"],
            data.EnumerateObject().Select(property => property.Name).Order());
        return (name, data.Text("status"), data.Text("stage"));
    }

    private static async Task<string> Line(StreamReader reader) =>
        await reader.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(30)) ?? throw new EndOfStreamException("The stream has ended.");
}
