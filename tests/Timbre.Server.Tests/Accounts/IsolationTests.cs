using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Timbre.Server.Tests.Hosting;

namespace Timbre.Server.Tests.Accounts;

public sealed class IsolationTests
{
    /// <summary>
    /// Every route that names a voice or a project, asked for somebody else's: as if it did not exist. Routes come from the server itself,
    /// so a new one is asked too.
    /// </summary>
    [Theory, Databases]
    public async Task What_belongs_to_another_account_does_not_exist(string database)
    {
        await using var server = await TestServer.StartOn(database);
        var (_, mine) = await server.Http.Post("/api/v2/voices", new { name = "mine" });
        var uuid = mine.GetProperty("item").Text("uuid");
        string recording;
        using (var form = Samples.Form("clip", Samples.Bytes(0)))
        {
            var response = await server.Http.PostAsync($"/api/v2/voices/{uuid}/recordings", form);
            recording = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.GetProperty("item").Text("uuid");
        }

        var otherAccount = await OtherAccount(server);
        var (_, project) = await server.Http.Post("/api/v2/projects", new { name = "mine" });
        var asked = 0;
        foreach (var (method, path) in Routes(server, "voices", uuid, recording).Concat(
            Routes(server, "projects", project.GetProperty("item").Text("uuid"), "x")))
        {
            using var request = new HttpRequestMessage(method, path) { Content = Body(method, path) };
            using var response = await otherAccount.SendAsync(request);
            Assert.True(response.StatusCode == HttpStatusCode.NotFound, $"{method} {path}: {response.StatusCode}");
            asked++;
        }

        Assert.True(asked >= 14, $"Only {asked} routes name a voice or a project.");
        Assert.Equal(0, (await otherAccount.Get("/api/v2/projects")).Body.GetProperty("total_count").GetInt32());
        var (_, list) = await otherAccount.Get("/api/v2/voices");
        Assert.Equal(0, list.GetProperty("total_count").GetInt32());
        var theirs =
            $"/api/v2/projects/{(await otherAccount.Post("/api/v2/projects", new { name = "theirs" })).Body.GetProperty("item")
                .Text("uuid")}";
        Assert.Equal(
            HttpStatusCode.NotFound, (await otherAccount.Post($"{theirs}/clips", new { voice_uuid = uuid, body = "Hello" })).Status);
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await otherAccount.Post($"{theirs}/batch", new { voice_uuid = uuid, body = new[] { "Hello" } })).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await otherAccount.Post("/synthesize", new { voice_uuid = uuid, data = "Hello" })).Status);
        Assert.Equal(HttpStatusCode.OK, (await server.Http.Get($"/api/v2/voices/{uuid}")).Status);
        Assert.Equal(HttpStatusCode.OK, (await server.Http.Get($"/api/v2/voices/{uuid}/recordings/{recording}")).Status);
    }

    [Fact]
    public async Task Every_route_of_the_api_wants_a_key()
    {
        await using var server = await TestServer.Start();
        using var nobody = new HttpClient { BaseAddress = server.Url };
        foreach (var (method, path) in Routes(server, "voices", "x", "y").Concat(Routes(server, "projects", "x", "y"))
            .Append((HttpMethod.Post,
                "/api/v2/projects")).Append((HttpMethod.Get, "/api/v2/voices")).Append((HttpMethod.Post, "/synthesize")))
        {
            using var request = new HttpRequestMessage(method, path) { Content = Body(method, path) };
            using var response = await nobody.SendAsync(request);
            Assert.True(response.StatusCode == HttpStatusCode.Unauthorized, $"{method} {path}: {response.StatusCode}");
        }
    }

    private static IEnumerable<(HttpMethod Method, string Path)> Routes(TestServer server, string things, string uuid, string inner) =>
        from endpoint in server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        let pattern = endpoint.RoutePattern.RawText ?? ""
        where pattern.StartsWith($"/api/v2/{things}/{{", StringComparison.Ordinal)
            && !pattern.EndsWith("/audio", StringComparison.Ordinal) // opened by its signature, not by a key
        from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? []
        let first = pattern.IndexOf('}')
        let path = $"/api/v2/{things}/{uuid}{pattern[(first + 1)..]}"
        select (new HttpMethod(method), System.Text.RegularExpressions.Regex.Replace(path, @"\{[^}]*\}", inner));

    private static HttpContent? Body(HttpMethod method, string path) =>
        method == HttpMethod.Get || method == HttpMethod.Delete || method == HttpMethod.Head ? null
        : path.EndsWith("/recordings", StringComparison.Ordinal) ? Samples.Form("theirs", Samples.Bytes(1))
        : new StringContent("{}", System.Text.Encoding.UTF8, "application/json");

    private static async Task<HttpClient> OtherAccount(TestServer server)
    {
        var admin = server.Operator();
        await admin.Post("/admin/v1/accounts", new { name = "stranger", authorized_uploader = true });
        var (_, key) = await admin.Post("/admin/v1/keys", new { account = "stranger" });
        return server.NewClient(key.GetProperty("item").Text("key"));
    }
}
