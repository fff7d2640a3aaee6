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
        var received = await receiver.Next();

        Assert.True(Verifies(secret, received));
        var key = Convert.FromBase64String(secret["whsec_".Length..]);
        var signed = Encoding.UTF8.GetBytes(
            $"{received.Id}.{received.Headers["webhook-timestamp"]}.{Encoding.UTF8.GetString(received.Body)}");
        Assert.Equal("v1," + Convert.ToBase64String(HMACSHA256.HashData(key, signed)), received.Headers["webhook-signature"]);
        received.Body[^2] ^= 1;
        Assert.False(Verifies(secret, received));
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
        var received = await receiver.Next();

        Assert.Equal(signatures, received.Headers["webhook-signature"].Split(' ').Length);
        Assert.True(Verifies(rotated, received));
        Assert.Equal(signatures == 2, Verifies(old, received));
    }

    private static async Task<string> Secret(TestServer server)
    {
        using var admin = server.Operator();
        return (await admin.Get("/admin/v1/accounts/default/webhook_secret")).Body.GetProperty("item").Text("secret");
    }

    private static bool Verifies(string secret, Received received) =>
        WebhookSignature.Verify(
            secret, received.Id, received.Headers["webhook-timestamp"], received.Headers["webhook-signature"], received.Body);
}
