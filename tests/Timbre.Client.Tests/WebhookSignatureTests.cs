using System.Text;

namespace Timbre.Client.Tests;

public sealed class WebhookSignatureTests
{
    // The test vector published with Standard Webhooks.
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private const string Id = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private const string Timestamp = "1614265330";
    private const string Signature = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
    private static readonly byte[] Body = Encoding.UTF8.GetBytes("""{"test": 2432232314}""");
    private static readonly DateTimeOffset At = DateTimeOffset.FromUnixTimeSeconds(1614265330);

    [Fact]
    public void The_published_vector_is_signed_as_published() =>
        Assert.Equal(Signature, WebhookSignature.Sign(Secret, Id, At, Body));

    [Fact]
    public void The_published_vector_is_verified() => Assert.True(Verify());

    [Fact]
    public void A_secret_may_come_without_its_prefix() =>
        Assert.Equal(Signature, WebhookSignature.Sign(Secret["whsec_".Length..], Id, At, Body));

    [Fact]
    public void One_right_signature_among_several_is_enough_while_a_secret_is_rotated()
    {
        var other = WebhookSignature.Sign("whsec_" + Convert.ToBase64String(new byte[24]), Id, At, Body);
        Assert.True(Verify(signatures: $"{other} {Signature}"));
        Assert.True(Verify(signatures: $"{Signature} {other}"));
        Assert.False(Verify(signatures: other));
    }

    [Fact]
    public void A_signature_of_another_version_does_not_count() =>
        Assert.False(Verify(signatures: Signature.Replace("v1,", "v1a,", StringComparison.Ordinal)));

    [Theory]
    [InlineData(-301, false)]
    [InlineData(-300, true)]
    [InlineData(300, true)]
    [InlineData(301, false)]
    public void A_timestamp_counts_for_five_minutes_both_ways(int secondsLater, bool valid) =>
        Assert.Equal(valid, Verify(now: At.AddSeconds(secondsLater)));

    [Fact]
    public void No_changed_bit_of_the_body_goes_unnoticed()
    {
        for (var bit = 0; bit < Body.Length * 8; bit++)
        {
            var changed = (byte[])Body.Clone();
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.False(Verify(body: changed), $"bit {bit}");
        }
    }

    [Theory]
    [InlineData(null, Timestamp, Signature)]
    [InlineData("msg_other", Timestamp, Signature)]
    [InlineData(Id, null, Signature)]
    [InlineData(Id, "yesterday", Signature)]
    [InlineData(Id, "1614265331", Signature)]
    [InlineData(Id, "+1614265330", Signature)]
    [InlineData(Id, "99999999999999999999", Signature)]
    [InlineData(Id, "9223372036854775807", Signature)]
    [InlineData(Id, Timestamp, null)]
    [InlineData(Id, Timestamp, "")]
    [InlineData(Id, Timestamp, "v1,")]
    [InlineData(Id, Timestamp, "g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")]
    public void Missing_or_changed_headers_are_refused(string? id, string? timestamp, string? signatures) =>
        Assert.False(WebhookSignature.Verify(Secret, id, timestamp, signatures, Body, new StoppedClock(At)));

    [Fact]
    public void Whatever_is_signed_is_verified_by_its_own_secret_only()
    {
        var random = new Random(20261122);
        for (var i = 0; i < 200; i++)
        {
            var secret = NewSecret(random);
            var body = new byte[random.Next(0, 2000)];
            random.NextBytes(body);
            var signature = WebhookSignature.Sign(secret, $"msg_{i}", At, body);
            Assert.True(WebhookSignature.Verify(secret, $"msg_{i}", Timestamp, signature, body, new StoppedClock(At)));
            Assert.False(WebhookSignature.Verify(NewSecret(random), $"msg_{i}", Timestamp, signature, body, new StoppedClock(At)));
        }
    }

    private static string NewSecret(Random random)
    {
        var key = new byte[random.Next(24, 65)];
        random.NextBytes(key);
        return "whsec_" + Convert.ToBase64String(key);
    }

    private static bool Verify(string? signatures = Signature, byte[]? body = null, DateTimeOffset? now = null) =>
        WebhookSignature.Verify(Secret, Id, Timestamp, signatures, body ?? Body, new StoppedClock(now ?? At));

    private sealed class StoppedClock(DateTimeOffset at) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => at;
    }
}
