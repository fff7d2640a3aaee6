using System.Net;
using Timbre.Cli.Tests.Hosting;
using Timbre.Client;

namespace Timbre.Cli.Tests.Commands.Accounts;

public sealed class AccountsTests(RunningServer server) : IClassFixture<RunningServer>
{
    [Fact]
    public async Task A_created_account_is_listed_with_what_was_said_of_it()
    {
        var created =
            (await server.Run(
                "accounts", "create", "studio", "--company", "Example Ltd", "--authorized-uploader", "true", "--json")).Done().Json;
        Assert.Equal("pro", created.GetProperty("plan").GetString());
        Assert.True(created.GetProperty("authorized_uploader").GetBoolean());

        var listed = (await server.Run("accounts", "list", "--json")).Done().Json.EnumerateArray().ToList();
        Assert.Contains(
            listed,
            account => account.GetProperty("name").GetString() == "studio" && account.GetProperty("company").GetString() == "Example Ltd");
        Assert.Contains("studio", (await server.Run("accounts", "list")).Done().Out);
    }

    [Fact]
    public async Task A_plan_that_is_set_takes_effect_at_the_next_request()
    {
        (await server.Run("accounts", "create", "visitor", "--plan", "free")).Done();
        var key = (await server.Run("keys", "create", "--account", "visitor")).Done().Out.Trim();
        using var client = server.Client(key);
        var refused = await Assert.ThrowsAsync<TimbreException>(() => client.Voices.Create(new NewVoice("Chef")));
        Assert.Equal(HttpStatusCode.Forbidden, refused.Status);

        (await server.Run("accounts", "set", "visitor", "--plan", "pro", "--name", "resident")).Done();
        Assert.Equal("Chef", (await client.Voices.Create(new NewVoice("Chef"))).Name);
        (await server.Run("accounts", "set", "visitor", "--plan", "free")).NotDone("visitor");
    }

    [Fact]
    public async Task A_secret_stands_alone_on_standard_output_and_stays_until_it_is_rotated()
    {
        var rotated = (await server.Run("accounts", "secret", "default", "--rotate")).Done();
        Assert.StartsWith("v1,", WebhookSignature.Sign(rotated.Out.Trim(), "msg", DateTimeOffset.UnixEpoch, "{}"u8));
        Assert.Contains("beside", rotated.Error);
        Assert.Equal(rotated.Out, (await server.Run("accounts", "secret", "default")).Done().Out);
        Assert.NotEqual(rotated.Out, (await server.Run("accounts", "secret", "default", "--rotate")).Done().Out);
    }

    [Fact]
    public async Task Setting_nothing_is_refused() => (await server.Run("accounts", "set", "default")).NotDone("--plan");

    [Fact]
    public async Task A_name_is_taken_once()
    {
        (await server.Run("accounts", "create", "twice")).Done();
        (await server.Run("accounts", "create", "twice")).NotDone("twice");
    }
}
