using System.Diagnostics;
using System.Net;
using Timbre.Server.Tests.Hosting;
using Timbre.Server.Tests.Webhooks;
using Xunit.Abstractions;

namespace Timbre.Server.Tests.Jobs;

/// <summary>One account's work hangs on machines that do not answer; another account asks for the same.</summary>
[Collection(QuietTests.Name)]
public sealed class FairnessTests(ITestOutputHelper output)
{
    [Theory, Databases]
    public async Task A_webhook_leaves_within_two_seconds_while_eighty_of_another_account_hang(string database)
    {
        await using var hanging = new SlowServer();
        await using var receiver = await Receiver.Start();
        await using var server = await TestServer.StartOn(database);
        using var neighbour = await Neighbour(server);
        var uuid = await NewVoice(neighbour, new { name = "Ada", voice_type = "rapid", callback_uri = receiver.Url });
        for (var i = 0; i < 80; i++)
            await server.Fail(await server.NewVoice($"{hanging.Url}hook"), "It broke.");
        await Until(() => hanging.Connections >= 4);

        var clock = Stopwatch.StartNew();
        await server.Fail(uuid, "It broke.");
        Assert.Equal(uuid, (await receiver.Next()).Json.Text("id"));
        output.WriteLine($"{clock.Elapsed.TotalSeconds:0.00} s beside {hanging.Connections} hanging deliveries");
        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 2);
    }

    [Theory, Databases]
    public async Task A_dataset_begins_within_five_seconds_while_downloads_of_another_account_drip(string database)
    {
        await using var dripping = new SlowServer();
        await using var services = await Crash.ExternalServices.Open();
        services.Files["talk.wav"] = Samples.Long(8);
        await using var server = await TestServer.StartOn(database);
        using var neighbour = await Neighbour(server);
        for (var i = 0; i < 6; i++)
            await NewVoice(server.Http, new { name = $"Slow {i}", dataset_url = $"{dripping.Url}slow.zip" });
        await Until(() => dripping.Connections >= 2);

        var clock = Stopwatch.StartNew();
        var uuid = await NewVoice(neighbour, new { name = "Ada", dataset_url = $"{services.Url}data/talk.wav" });
        while ((await neighbour.Get($"/api/v2/voices/{uuid}")).Body.GetProperty("item").GetProperty("progress").Text("stage") == "queued")
        {
            Assert.InRange(clock.Elapsed.TotalSeconds, 0, 5);
            await Task.Delay(20);
        }

        output.WriteLine($"{clock.Elapsed.TotalSeconds:0.00} s beside {dripping.Connections} dripping downloads");
        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 5);
        Assert.Equal(2, dripping.Connections); // an account downloads two datasets at a time
    }

    private static async Task<HttpClient> Neighbour(TestServer server)
    {
        using var admin = server.Operator();
        await admin.Post("/admin/v1/accounts", new { name = "neighbour", plan = "pro" });
        return server.NewClient((await admin.Post("/admin/v1/keys", new { account = "neighbour" })).Body.GetProperty("item").Text("key"));
    }

    private static async Task<string> NewVoice(HttpClient http, object request)
    {
        var (status, body) = await http.Post("/api/v2/voices", request);
        Assert.True(status == HttpStatusCode.OK, body.ToString());
        return body.GetProperty("item").Text("uuid");
    }

    private static async Task Until(Func<bool> there)
    {
        for (var until = DateTime.UtcNow.AddSeconds(60); !there(); await Task.Delay(20))
            Assert.True(DateTime.UtcNow < until, "What was waited for did not come.");
    }
}
