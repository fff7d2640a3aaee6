using System.Net;
using Timbre.Server.Tests.Hosting;

namespace Timbre.Server.Tests.Accounts;

public sealed class AuthenticationTests(SharedServer shared) : IClassFixture<SharedServer>
{
    [Theory]
    [InlineData("Authorization", "Bearer {0}")]
    [InlineData("Authorization", "bearer {0}")]
    [InlineData("Authorization", "Token token={0}")]
    [InlineData("Authorization", "Token token=\"{0}\"")]
    [InlineData("Authorization", "Token {0}")]
    [InlineData("Authorization", "{0}")]
    [InlineData("x-access-token", "{0}")]
    public async Task Every_form_of_the_key_that_clients_send_is_taken(string header, string form)
    {
        var server = shared.Server;
        Assert.Equal(HttpStatusCode.OK, await Ask(server, header, string.Format(form, TestServer.Key)));
        Assert.Equal(HttpStatusCode.Unauthorized, await Ask(server, header, string.Format(form, TestServer.Key + "x")));
    }

    [Theory]
    [InlineData("Authorization", "")]
    [InlineData("Authorization", "Bearer")]
    [InlineData("Authorization", "Basic dGVzdDp0ZXN0")]
    [InlineData("Cookie", "key=" + TestServer.Key)]
    [InlineData("x-access-token", "")]
    public async Task Anything_else_is_refused(string header, string value)
    {
        var server = shared.Server;
        Assert.Equal(HttpStatusCode.Unauthorized, await Ask(server, header, value));
    }

    [Fact]
    public async Task A_key_is_nowhere_in_the_data_folder()
    {
        var server = shared.Server;
        await server.Http.Get("/api/v2/voices");
        var (_, made) = await server.Operator().Post("/admin/v1/keys", new { label = "second" });
        var keys = new[] { TestServer.Key, made.GetProperty("item").Text("key") };
        Assert.All(keys, key => Assert.Empty(RawBytes.FilesWith(server.DataFolder, key)));
        Assert.NotEmpty(RawBytes.FilesWith(server.DataFolder, "second"));
    }

    [Fact]
    public async Task A_revoked_key_opens_nothing()
    {
        var server = shared.Server;
        var admin = server.Operator();
        var (_, made) = await admin.Post("/admin/v1/keys", new { label = "temporary" });
        var key = made.GetProperty("item");
        var client = server.NewClient(key.Text("key"));
        Assert.Equal(HttpStatusCode.OK, (await client.Get("/api/v2/voices")).Status);

        Assert.Equal(HttpStatusCode.OK, (await admin.Send(HttpMethod.Delete, $"/admin/v1/keys/{key.Text("id")}")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.Get("/api/v2/voices")).Status);
        var (_, list) = await admin.Get("/admin/v1/keys");
        Assert.Contains(
            list.GetProperty("items").EnumerateArray(),
            item => item.Text("id") == key.Text("id") && item.GetProperty("revoked_at").ValueKind == System.Text.Json.JsonValueKind.String);
    }

    [Fact]
    public async Task More_requests_in_a_second_than_allowed_are_told_when_to_come_back()
    {
        await using var server = await TestServer.Start(("Limits:RequestsPerSecond", "5"));
        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < 12; i++)
        {
            using var response = await server.Http.GetAsync("/api/v2/voices");
            statuses.Add(response.StatusCode);
            if (response.StatusCode == HttpStatusCode.TooManyRequests)
                Assert.InRange(response.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 5);
        }

        Assert.Equal(HttpStatusCode.OK, statuses[0]);
        Assert.Contains(HttpStatusCode.TooManyRequests, statuses);
        var (_, other) = await server.Operator().Post("/admin/v1/keys", new { });
        Assert.Equal(HttpStatusCode.OK, (await server.NewClient(other.GetProperty("item").Text("key")).Get("/api/v2/voices")).Status);
    }

    private static async Task<HttpStatusCode> Ask(TestServer server, string header, string value)
    {
        using var client = new HttpClient { BaseAddress = server.Url };
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v2/voices");
        request.Headers.TryAddWithoutValidation(header, value);
        using var response = await client.SendAsync(request);
        return response.StatusCode;
    }
}
