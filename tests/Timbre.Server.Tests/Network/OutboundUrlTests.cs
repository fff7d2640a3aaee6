using Timbre.Server.Network;

namespace Timbre.Server.Tests.Network;

public sealed class OutboundUrlTests
{
    public static TheoryData<string> Hostile =>
    [
        // plain, and every other way to write 127.0.0.1
        "http://127.0.0.1/", "http://2130706433/", "http://0x7f000001/", "http://0X7F000001/", "http://017700000001/", "http://0177.0.0.1/",
        "http://0x7f.0.0.1/", "http://0x7f.1/", "http://127.1/", "http://127.0.1/", "http://127.000.000.001/", "http://127.0.0.1./",
        "http://0/", "http://0x/",
        "http://[::1]/", "http://[::]/", "http://[0:0:0:0:0:0:0:1]/", "http://[::ffff:127.0.0.1]/", "http://[::ffff:7f00:1]/",
        "http://[::127.0.0.1]/",
        "http://[64:ff9b::7f00:1]/", "http://[2002:7f00:1::]/", "http://[fe80::1%25lo]/", "http://[fe80::1%lo]/", "http://[::1%251]/",
        "http://[::1]evil.example/", "http://[::1/", "http://::1/",
        "http://127.0.0.1:80/", "http://127.0.0.1:8080/",

        // other inside addresses
        "http://10.0.0.1/", "http://192.168.0.1/", "http://172.16.0.1/", "http://100.64.0.1/", "http://0.0.0.0/", "http://255.255.255.255/",
        "http://224.0.0.1/",
        "http://169.254.169.254/latest/meta-data/", "http://2852039166/", "http://0xa9fea9fe/", "http://0251.0376.0251.0376/",
        "http://169.254.43518/", "http://[fd00:ec2::254]/", "http://168.63.129.16/",

        // other scripts' digits and dots, escapes
        "http://127\u30020\u30020\u30021/", "http://\uff11\uff12\uff17.0.0.1/", "http://127\uff0e0\uff0e0\uff0e1/",
        "http://\u2460\u2461\u2466.\u24ea.\u24ea.\u2460/", "http://\u0663.\u0663.\u0663.\u0663/", "http://\u24dbocalhost/",
        "http://loc\u00adalhost/",
        "http://%31%32%37.0.0.1/", "http://127%2e0%2e0%2e1/", "http://local%68ost/", "http://..%2f/", "http://example.com%00.evil/",
        "http://127.0.0.1%2f@example.com/",

        // who is the host?
        "http://user:secret@example.com/", "http://example.com@127.0.0.1/", "http://127.0.0.1@example.com/", "http://@example.com/",
        "http://example.com:80@127.0.0.1/",
        "http://example.com\\@127.0.0.1/", "http:\\\\127.0.0.1\\", "http://127.0.0.1\\.example.com/", "http:/\\127.0.0.1/",
        "http://127.0.0.1\t/", "http://127.0.0.1\n.example.com/", "ht\ntp://127.0.0.1/", " http://127.0.0.1/", "http://example.com /",
        "http://exa\0mple.com/",
        "http://", "http:///etc/passwd", "http:127.0.0.1", "http:/127.0.0.1/", "//127.0.0.1/", "127.0.0.1", "",
        "http://.example.com/", "http://example..com/", "http://example.com./", "http://localhost./", "http://exa$mple.com/", "http://a,b/",
        "http://(x)/",

        // not HTTP
        "ftp://example.com/x.zip", "file:///etc/passwd", "gopher://127.0.0.1:11211/_stats", "data:audio/wav;base64,AAAA",
        "ws://example.com/", "jar:http://example.com!/", "javascript:alert(1)", "unix:/run/x.sock", "http+unix://x/",
        "http://example.com:22/", "http://example.com:25/", "http://example.com:6379/", "http://example.com:11211/",
        "http://example.com:0/", "http://example.com:65536/", "http://example.com:-1/", "http://example.com:+80/",
        "http://example.com:080/", "http://example.com:80:80/", "http://example.com:/", "http://example.com:\uff18\uff10/",
    ];

    [Theory]
    [MemberData(nameof(Hostile))]
    public void Every_hostile_spelling_is_refused_before_any_name_is_looked_up(string url)
    {
        var refusal = Assert.Throws<OutboundException>(() => OutboundUrl.Parse(url, NetworkPolicy.PublicOnly));
        Assert.True(refusal.Failure is OutboundFailure.Url or OutboundFailure.Address);
    }

    [Fact]
    public void A_URL_longer_than_the_bound_is_refused() =>
        Assert.Throws<OutboundException>(() =>
            OutboundUrl.Parse("http://example.com/" + new string('a', 30_000), NetworkPolicy.PublicOnly));

    [Theory]
    [InlineData("https://example.com/voices/ada.zip?X-Amz-Signature=abc%2Fdef", "example.com")]
    [InlineData("HTTP://EXAMPLE.com:8080/a/../b#part", "example.com")]
    [InlineData("https://xn--mnchen-3ya.de/stimme.wav", "xn--mnchen-3ya.de")]
    [InlineData("https://my_bucket.s3.example.com/%E2%82%AC/€.wav", "my_bucket.s3.example.com")]
    [InlineData("https://8.8.8.8/x@y:z", "8.8.8.8")]
    [InlineData("https://[2606:4700:4700::1111]:8443/", "[2606:4700:4700::1111]")]
    [InlineData("http://localhost:8080/", "localhost")]
    [InlineData("http://123.example/", "123.example")]
    [InlineData("http://example.com", "example.com")]
    [InlineData("http://example.com?a=b", "example.com")]
    public void An_ordinary_URL_is_read_as_it_is_written(string url, string host) =>
        Assert.Equal(host, OutboundUrl.Parse(url, NetworkPolicy.PublicOnly).Host);

    [Fact]
    public void An_address_that_the_operator_opened_is_read()
    {
        var policy = NetworkPolicy.Parse("127.0.0.0/8");
        Assert.Equal("127.0.0.1", OutboundUrl.Parse("http://127.0.0.1:8080/x.wav", policy).Host);
        Assert.Throws<OutboundException>(() => OutboundUrl.Parse("http://[::1]:8080/x.wav", policy));
        Assert.Throws<OutboundException>(() => OutboundUrl.Parse("http://2130706433/x.wav", policy));
    }

    [Fact]
    public void A_refusal_repeats_neither_query_nor_password()
    {
        foreach (var url in new[] {
            "http://10.0.0.1/p?sig=s3cret", "http://u:s3cret@example.com/?sig=s3cret", "http://example.com:25/?sig=s3cret",
            "ftp://x/?s3cret", "http://127.1/s3cret"
        })
            Assert.DoesNotContain(
                "s3cret", Assert.Throws<OutboundException>(() => OutboundUrl.Parse(url, NetworkPolicy.PublicOnly)).Message);
    }
}
