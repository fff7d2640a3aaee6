using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Timbre.Server.Tests.Hosting;
using Timbre.Server.Tests.Speech;
using Timbre.Server.Tests.Webhooks;

namespace Timbre.Server.Tests.Clips;

public sealed class ClipCallbackTests
{
    [Theory, Databases]
    public async Task A_clips_callback_is_tried_again_logged_and_sent_anew_on_request(string database)
    {
        await using var receiver = await Receiver.Start();
        receiver.Then(500);
        await using var server = await TestServer.StartOn(database, ("Policies:RetryScale", "0.02"));
        var voice = await server.NewSpeaker();
        var project = await server.NewProject();
        var (_, created) = await server.Http.Post(
            $"/api/v2/projects/{project}/clips", new { voice_uuid = voice, body = "Yes.", callback_uri = receiver.Url });
        var (_, batch) = await server.Http.Post(
            $"/api/v2/projects/{project}/batch", new { voice_uuid = voice, body = new[] { "No." }, callback_uri = receiver.Url });
        var received = new[] { await receiver.Next(), await receiver.Next(), await receiver.Next() };
        Assert.Equal(2, received.Select(hook => hook.Id).Distinct().Count());

        foreach (var (path, status) in new[] {
            ($"clips/{created.GetProperty("item").Text("uuid")}", "finished"), ($"batch/{batch.GetProperty("item").Text("uuid")}", "done")
        })
        {
            var log = $"/api/v2/projects/{project}/{path}/callbacks";
            var until = DateTime.UtcNow.AddSeconds(20);
            var callback = Assert.Single((await server.Http.Get(log)).Body.GetProperty("items").EnumerateArray());
            while (callback.Text("state") != "delivered" && DateTime.UtcNow < until)
            {
                await Task.Delay(50);
                callback = Assert.Single((await server.Http.Get(log)).Body.GetProperty("items").EnumerateArray());
            }

            Assert.Equal((status, "delivered"), (callback.Text("status"), callback.Text("state")));
            Assert.Equal(received.Count(hook => hook.Id == callback.Text("id")), callback.GetProperty("attempts").GetArrayLength());
            Assert.Equal(HttpStatusCode.OK, (await server.Http.Post($"{log}/{callback.Text("id")}/redeliver")).Status);
            Assert.Equal(callback.Text("id"), (await receiver.Next()).Id);
            Assert.Equal(HttpStatusCode.NotFound, (await server.Http.Post($"{log}/none/redeliver")).Status);
        }
    }

    /// <summary>More clips than their lane has places wait for a receiver that takes every call and answers none.</summary>
    [Fact]
    public async Task Clips_whose_receiver_hangs_hold_up_no_voice()
    {
        using var deaf = new TcpListener(IPAddress.Loopback, 0);
        deaf.Start();
        await using var receiver = await Receiver.Start();
        await using var server = await TestServer.Start();
        var voice = await server.NewSpeaker();
        var project = await server.NewProject();
        var other = await server.NewVoice(receiver.Url);
        for (var i = 0; i < 40; i++)
        {
            var (_, made) = await server.Http.Post(
                $"/api/v2/projects/{project}/clips",
                new { voice_uuid = voice, body = "Yes.", callback_uri = $"http://127.0.0.1:{((IPEndPoint)deaf.LocalEndpoint).Port}/" });
            if (i == 39)
                await server.Http.SettledClip(project, made.GetProperty("item").Text("uuid"));
        }

        var clock = Stopwatch.StartNew();
        await server.Fail(other, "It broke.");
        Assert.Equal(other, (await receiver.Next()).Json.Text("id"));
        // a call that is not answered takes 10 s
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(5), $"The voice was told after {clock.Elapsed.TotalSeconds:0.0} s.");
    }
}
