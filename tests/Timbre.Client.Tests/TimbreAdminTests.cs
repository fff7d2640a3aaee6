using System.Net;
using System.Text;

namespace Timbre.Client.Tests;

public sealed class TimbreAdminTests
{
    [Fact]
    public async Task A_new_key_shows_its_secret()
    {
        var server = new CannedServer(HttpStatusCode.OK,
            """{"success":true"""
                + ""","item":{"id":"k1","account_id":"a1","label":"laptop","key":"tk_secret","created_at":"2026-11-22T10:00:00Z"}}""");
        using var admin = Admin(server);
        var key = await admin.Keys.Create(new NewKey("studio", "laptop"));

        Assert.Equal("POST /admin/v1/keys", server.Line);
        Assert.Equal("""{"account":"studio","label":"laptop"}""", server.Body);
        Assert.Equal("tk_secret", key.Secret);
    }

    [Fact]
    public async Task Keys_of_one_account_are_asked_for_by_its_name()
    {
        var server = new CannedServer(HttpStatusCode.OK, """{"success":true,"items":[]}""");
        using var admin = Admin(server);
        Assert.Empty(await admin.Keys.List("the studio"));
        Assert.Equal("GET /admin/v1/keys?account=the%20studio", server.Line);
    }

    [Fact]
    public async Task An_account_changes_only_in_what_is_given()
    {
        var server = new CannedServer(HttpStatusCode.OK,
            """{"success":true,"item":{"id":"a1","name":"studio","plan":"free","authorized_uploader":false"""
                + ""","company":null,"created_at":"2026-11-22T10:00:00Z"}}""");
        using var admin = Admin(server);
        var account = await admin.Accounts.Update("a1", new AccountChange { Plan = "free" });

        Assert.Equal("PATCH /admin/v1/accounts/a1", server.Line);
        Assert.Equal("""{"plan":"free"}""", server.Body);
        Assert.Equal("free", account.Plan);
    }

    [Fact]
    public async Task A_backup_arrives_as_it_was_sent_and_goes_back_the_same()
    {
        using var admin = Admin(new CannedServer(HttpStatusCode.OK, "the backup", "application/octet-stream"));
        await using var stream = await admin.Backup();
        using var reader = new StreamReader(stream);
        Assert.Equal("the backup", await reader.ReadToEndAsync());

        var server = new CannedServer(HttpStatusCode.OK, """{"success":true,"message":"Restored."}""");
        using var second = Admin(server);
        Assert.Equal("Restored.", await second.Restore(new MemoryStream(Encoding.UTF8.GetBytes("the backup"))));
        Assert.Equal(("POST /admin/v1/restore", "the backup"), (server.Line, server.Body));
    }

    private static TimbreAdmin Admin(CannedServer server) => new(new HttpClient(server), CannedServer.Address, "the-operator-key");
}
