using System.Security.Cryptography;
using System.Text;
using Timbre.Client;
using Timbre.Server.Tests.Hosting;

namespace Timbre.Server.Tests.Webhooks;

public sealed class SigningTests
{
    [Fact]
    public async Task The_signature_holds_for_our_client_and_for_whoever_computes_it_by_hand()
    {
        await using var receiver = await Receiver.Start();
        await using var server = await TestServer.Start();
        var secret = await Secret(server);
        await server.Finish(await server.NewVoice(receiver.Url));
        var told = await receiver.Next();

        Assert.True(Verifies(secret, told));
        var key = Convert.FromBase64String(secret["whsec_".Length..]);
        var signed = Encoding.UTF8.GetBytes($"{told.Id}.{told.Headers["webhook-timestamp"]}.{Encoding.UTF8.GetString(told.Body)}");
        Assert.Equal("v1," + Convert.ToBase64String(HMACSHA256.HashData(key, signed)), told.Headers["webhook-signature"]);
        told.Body[^2] ^= 1;
        Assert.False(Verifies(secret, told));
    }

    [Theory]
    [InlineData("24", 2)]
    [InlineData("0", 1)]
    public async Task During_a_rotation_both_secrets_sign_and_afterwards_the_new_one_alone(string overlapHours, int signatures)
    {
        await using var receiver = await Receiver.Start();
        await using var server = await TestServer.Start(("Policies:SecretOverlapHours", overlapHours));
        var old = await Secret(server);
        using var admin = server.Operator();
        var rotated = (await admin.Post("/admin/v1/accounts/default/webhook_secret")).Body.GetProperty("item").Text("secret");
        Assert.NotEqual(old, rotated);
        Assert.Equal(rotated, await Secret(server));
        await server.Finish(await server.NewVoice(receiver.Url));
        var told = await receiver.Next();

        Assert.Equal(signatures, told.Headers["webhook-signature"].Split(' ').Length);
        Assert.True(Verifies(rotated, told));
        Assert.Equal(signatures == 2, Verifies(old, told));
    }

    private static async Task<string> Secret(TestServer server)
    {
        using var admin = server.Operator();
        return (await admin.Get("/admin/v1/accounts/default/webhook_secret")).Body.GetProperty("item").Text("secret");
    }

    private static bool Verifies(string secret, Received told) =>
        WebhookSignature.Verify(secret, told.Id, told.Headers["webhook-timestamp"], told.Headers["webhook-signature"], told.Body);
}
