using System.Net;
using Timbre.Cli.Tests.Hosting;
using Timbre.Client;

namespace Timbre.Cli.Tests.Commands.Keys;

public sealed class KeysTests(RunningServer server) : IClassFixture<RunningServer>
{
    [Fact]
    public async Task A_created_key_stands_alone_on_standard_output_and_opens_the_api()
    {
        var created = (await server.Run("keys", "create", "--label", "laptop")).Done();
        using var client = server.Client(created.Out.Trim());
        Assert.Empty((await client.Voices.List()).Items);
        Assert.Contains("once", created.Error);
    }

    [Fact]
    public async Task A_list_shows_whose_a_key_is_but_never_the_key()
    {
        var key = (await server.Run("keys", "create", "--label", "listed", "--json")).Done().Json;
        var table = (await server.Run("keys", "list")).Done().Out;
        Assert.Contains(key.GetProperty("id").GetString()!, table);
        Assert.Contains("listed", table);
        Assert.Contains("default", table);
        var json = (await server.Run("keys", "list", "--account", "default", "--json")).Done().Out;
        Assert.DoesNotContain(key.GetProperty("key").GetString()!, table + json);
    }

    [Fact]
    public async Task A_revoked_key_opens_nothing_from_the_next_request_on()
    {
        var key = (await server.Run("keys", "create", "--json")).Done().Json;
        using var client = server.Client(key.GetProperty("key").GetString()!);
        await client.Voices.List();

        (await server.Run("keys", "revoke", key.GetProperty("id").GetString()!)).Done();
        var refused = await Assert.ThrowsAsync<TimbreException>(() => client.Voices.List());
        Assert.Equal(HttpStatusCode.Unauthorized, refused.Status);
    }

    [Fact]
    public async Task A_key_for_nobody_is_refused_in_one_sentence() =>
        (await server.Run("keys", "create", "--account", "nobody")).NotDone("account");
}
