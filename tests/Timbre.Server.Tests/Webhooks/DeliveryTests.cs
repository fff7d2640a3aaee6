using System.Net;
using System.Text.Json;
using Timbre.Server.Tests.Hosting;

namespace Timbre.Server.Tests.Webhooks;

public sealed class DeliveryTests
{
    private static readonly (string, string) Fast = ("Policies:RetryScale", "0.0001");

    [Theory, Databases]
    public async Task The_order_of_a_voice_is_kept_also_when_the_first_fails(string database)
    {
        await using var receiver = await Receiver.Start();
        receiver.Then(500).Then(503).Then(302, "location", "http://127.0.0.1:1/").Then(404);
        await using var server = await TestServer.StartOn(database, Fast);
        var uuid = await server.NewVoice(receiver.Url);
        await server.RefuseData(uuid, "first");
        await server.Fail(uuid, "second");
        await server.Finish(uuid);

        var received = new List<Received>();
        for (var i = 0; i < 7; i++)
            received.Add(await receiver.Next());
        Assert.Equal(
            ["dataset_issue", "dataset_issue", "dataset_issue", "dataset_issue", "dataset_issue", "failed", "finished"],
            received.Select(one => one.Status));
        Assert.Single(received.Take(5).Select(one => one.Id).Distinct());

        var items = await Log(server, uuid, "delivered");
        Assert.Equal(["finished", "failed", "dataset_issue"], items.Select(item => item.Text("status")));
        var attempts = items[2].GetProperty("attempts").EnumerateArray().ToList();
        Assert.Equal([500, 503, 302, 404, 200], attempts.Select(attempt => attempt.GetProperty("response_status").GetInt32()));
        Assert.All(attempts.Take(4), attempt => Assert.Contains("The receiver answered", attempt.Text("error")));
        Assert.Equal(JsonValueKind.Null, attempts[4].GetProperty("error").ValueKind);
        Assert.Equal(receiver.Url, items[2].Text("url"));
        Assert.Equal(JsonValueKind.String, items[2].GetProperty("delivered_at").ValueKind);
        Assert.Equal("dataset_issue", items[2].GetProperty("body").Text("status"));
        Assert.Equal(7, receiver.All.Count);
    }

    [Fact]
    public async Task After_ten_attempts_it_is_given_up_and_the_next_one_goes()
    {
        await using var receiver = await Receiver.Start();
        for (var i = 0; i < 10; i++)
            receiver.Then(500);
        await using var server = await TestServer.Start(("Policies:RetryScale", "0.000001"));
        var uuid = await server.NewVoice(receiver.Url);
        await server.Fail(uuid, "first");
        await server.Finish(uuid);
        for (var i = 0; i < 11; i++)
            await receiver.Next();

        var items = await Log(server, uuid, "delivered", "given_up");
        Assert.Equal(["delivered", "given_up"], items.Select(item => item.Text("state")));
        Assert.Equal(10, items[1].GetProperty("attempts").GetArrayLength());
        Assert.Equal(JsonValueKind.Null, items[1].GetProperty("next_attempt_at").ValueKind);
    }

    [Fact]
    public async Task A_receiver_that_answers_410_is_not_asked_again()
    {
        await using var receiver = await Receiver.Start();
        receiver.Then(410);
        await using var server = await TestServer.Start(Fast);
        var uuid = await server.NewVoice(receiver.Url);
        await server.Fail(uuid, "first");
        await server.Finish(uuid);
        Assert.Equal(["failed", "finished"], [(await receiver.Next()).Status, (await receiver.Next()).Status]);
        Assert.Equal(["delivered", "given_up"], (await Log(server, uuid, "delivered", "given_up")).Select(item => item.Text("state")));
    }

    [Theory]
    [InlineData("3600", 3600)]
    [InlineData("999999999", 24 * 3600)]
    [InlineData(null, 7200)]
    public async Task A_receiver_that_says_when_to_come_back_is_obeyed(string? seconds, double expectedSeconds)
    {
        await using var receiver = await Receiver.Start();
        receiver.Then(503, "retry-after", seconds ?? DateTimeOffset.UtcNow.AddHours(2).ToString("R"));
        await using var server = await TestServer.Start(Fast);
        var uuid = await server.NewVoice(receiver.Url);
        await server.Finish(uuid);
        await receiver.Next();

        var item = await Until(server, uuid, items => items[0].GetProperty("attempts").GetArrayLength() == 1);
        var wait = item[0].GetProperty("next_attempt_at").GetDateTimeOffset() - DateTimeOffset.UtcNow;
        Assert.InRange(wait.TotalSeconds, expectedSeconds - 60, expectedSeconds + 1);
    }

    [Theory, Databases]
    public async Task Asking_for_it_again_sends_the_same_once_more_at_once(string database)
    {
        await using var receiver = await Receiver.Start();
        receiver.Then(503, "retry-after", "86400");
        await using var server = await TestServer.StartOn(database, Fast);
        var uuid = await server.NewVoice(receiver.Url);
        await server.Finish(uuid);
        var first = await receiver.Next();
        await Until(server, uuid, items => items[0].GetProperty("attempts").GetArrayLength() == 1);

        for (var i = 0; i < 2; i++) // once while it sleeps, once when it is delivered
        {
            var (status, body) = await server.Http.Post($"/api/v2/voices/{uuid}/callbacks/{first.Id}/redeliver");
            Assert.Equal((HttpStatusCode.OK, "pending"), (status, body.GetProperty("item").Text("state")));
            var again = await receiver.Next();
            Assert.Equal((first.Id, Convert.ToHexString(first.Body)), (again.Id, Convert.ToHexString(again.Body)));
            await Log(server, uuid, "delivered");
        }

        var items = await Log(server, uuid, "delivered");
        Assert.Equal(
            [503, 200, 200],
            items[0].GetProperty("attempts").EnumerateArray().Select(attempt => attempt.GetProperty("response_status").GetInt32()));
    }

    [Theory, Databases]
    public async Task A_restart_between_attempts_loses_nothing(string database)
    {
        await using var receiver = await Receiver.Start();
        receiver.Then(500).Then(500);
        await using var server = await TestServer.StartOn(database, ("Policies:RetryScale", "0.01")); // 50 ms, then 3 s
        var uuid = await server.NewVoice(receiver.Url);
        await server.Fail(uuid, "first");
        await server.Finish(uuid);
        await receiver.Next();
        await receiver.Next();
        await server.Restart();

        Assert.Equal(["failed", "finished"], [(await receiver.Next()).Status, (await receiver.Next()).Status]);
        await Log(server, uuid, "delivered");
        Assert.Equal(4, receiver.All.Count);
    }

    [Fact]
    public async Task An_address_inside_is_never_called_and_the_log_says_why()
    {
        await using var receiver = await Receiver.Start();
        await using var server = await TestServer.Start(Fast, ("TIMBRE_ALLOW_NETWORKS", ""));
        var uuid = await server.NewVoice(receiver.Url);
        await server.Finish(uuid);

        var items = await Until(server, uuid, items => items[0].GetProperty("attempts").GetArrayLength() > 0);
        var attempt = items[0].GetProperty("attempts")[0];
        Assert.Equal(JsonValueKind.Null, attempt.GetProperty("response_status").ValueKind);
        Assert.Contains("TIMBRE_ALLOW_NETWORKS", attempt.Text("error"));
        Assert.DoesNotContain("s3cret", attempt.Text("error"));
        Assert.Empty(receiver.All);
    }

    [Fact]
    public async Task A_voice_without_an_address_tells_nobody()
    {
        await using var server = await TestServer.Start();
        var uuid = await server.NewVoice("");
        await server.Finish(uuid);
        Assert.Empty((await server.Http.Get($"/api/v2/voices/{uuid}/callbacks")).Body.GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task Deleting_the_voice_ends_the_telling()
    {
        await using var receiver = await Receiver.Start();
        receiver.Then(503, "retry-after", "2");
        await using var server = await TestServer.Start(Fast);
        var uuid = await server.NewVoice(receiver.Url);
        await server.Finish(uuid);
        await receiver.Next();
        await server.Http.Send(HttpMethod.Delete, $"/api/v2/voices/{uuid}");

        var other = await server.NewVoice(receiver.Url);
        await server.RefuseData(other, "told after the deleted voice's time has come");
        await Task.Delay(TimeSpan.FromSeconds(2.5));
        Assert.Equal(["finished", "dataset_issue"], receiver.All.Select(one => one.Status));
        Assert.Equal(HttpStatusCode.NotFound, (await server.Http.Get($"/api/v2/voices/{uuid}/callbacks")).Status);
    }

    [Fact]
    public async Task Another_accounts_callbacks_do_not_exist()
    {
        await using var receiver = await Receiver.Start();
        await using var server = await TestServer.Start();
        var uuid = await server.NewVoice(receiver.Url);
        await server.Finish(uuid);
        var id = (await receiver.Next()).Id;
        using var admin = server.Operator();
        await admin.Post("/admin/v1/accounts", new { name = "other" });
        using var other = server.NewClient(
            (await admin.Post("/admin/v1/keys", new { account = "other" })).Body.GetProperty("item").Text("key"));
        Assert.Equal(HttpStatusCode.NotFound, (await other.Get($"/api/v2/voices/{uuid}/callbacks")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await other.Post($"/api/v2/voices/{uuid}/callbacks/{id}/redeliver")).Status);
    }

    /// <summary>The log once every callback is in one of the states.</summary>
    private static Task<List<JsonElement>> Log(TestServer server, string uuid, params string[] states) =>
        Until(server, uuid, items => items.All(item => states.Contains(item.Text("state"))));

    private static async Task<List<JsonElement>> Until(TestServer server, string uuid, Func<List<JsonElement>, bool> wanted)
    {
        for (var until = DateTime.UtcNow.AddSeconds(60); DateTime.UtcNow < until; await Task.Delay(20))
        {
            var items = (await server.Http.Get($"/api/v2/voices/{uuid}/callbacks")).Body.GetProperty("items").EnumerateArray().ToList();
            if (items.Count > 0 && wanted(items))
                return items;
        }

        throw new TimeoutException("The log of callbacks has not become what was waited for.");
    }
}
