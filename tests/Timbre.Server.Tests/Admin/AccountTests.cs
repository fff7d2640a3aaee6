using System.Net;
using Timbre.Server.Tests.Hosting;

namespace Timbre.Server.Tests.Admin;

public sealed class AccountTests(SharedServer shared) : IClassFixture<SharedServer>
{
    [Theory, Databases]
    public async Task An_account_is_made_listed_and_changed(string database)
    {
        await using var server = await TestServer.StartOn(database);
        var admin = server.Operator();
        var (_, made) = await admin.Post("/admin/v1/accounts", new { name = "studio", plan = "free", company = "Studio Ltd" });
        var id = made.GetProperty("item").Text("id");
        Assert.Equal(HttpStatusCode.Conflict, (await admin.Post("/admin/v1/accounts", new { name = "studio" })).Status);

        var (_, key) = await admin.Post("/admin/v1/keys", new { account = "studio" });
        var client = server.NewClient(key.GetProperty("item").Text("key"));
        var (refused, why) = await client.Post("/api/v2/voices", new { name = "Ada" });
        Assert.Equal((HttpStatusCode.Forbidden, "plan_not_allowed"), (refused, why.Text("code")));
        Assert.Contains("pro", why.Text("message"));

        var (_, changed) = await admin.Send(HttpMethod.Patch, $"/admin/v1/accounts/{id}", new { plan = "pro", authorized_uploader = true });
        Assert.True(changed.GetProperty("item").GetProperty("authorized_uploader").GetBoolean());
        Assert.Equal("Studio Ltd", changed.GetProperty("item").Text("company"));
        Assert.Equal(HttpStatusCode.OK, (await client.Post("/api/v2/voices", new { name = "Ada" })).Status);
        var (_, all) = await admin.Get("/admin/v1/accounts");
        Assert.Equal(["default", "studio"], all.GetProperty("items").EnumerateArray().Select(item => item.Text("name")));
    }

    [Theory]
    [InlineData("GET", "/admin/v1/accounts")]
    [InlineData("POST", "/admin/v1/accounts")]
    [InlineData("PATCH", "/admin/v1/accounts/x")]
    [InlineData("GET", "/admin/v1/keys")]
    [InlineData("POST", "/admin/v1/keys")]
    [InlineData("DELETE", "/admin/v1/keys/x")]
    [InlineData("GET", "/admin/v1/backup")]
    [InlineData("POST", "/admin/v1/restore")]
    [InlineData("GET", "/admin/nothing")]
    public async Task Only_the_operator_key_opens_the_operators_side(string method, string path)
    {
        var server = shared.Server;
        Assert.Equal(HttpStatusCode.Unauthorized, (await server.Http.Send(new HttpMethod(method), path)).Status);
    }

    [Fact]
    public async Task The_operator_key_lies_in_the_data_folder_for_its_owner_alone()
    {
        var server = shared.Server;
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(server.DataFolder, "operator.key")));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(server.DataFolder));
    }
}
