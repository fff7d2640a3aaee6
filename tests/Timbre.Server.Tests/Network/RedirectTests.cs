using System.Net;
using System.Text;
using Timbre.Server.Network;

namespace Timbre.Server.Tests.Network;

public sealed class RedirectTests
{
    /// <summary>Opens the one loopback address that the test server uses, so that every other inside address stays shut.</summary>
    private static readonly NetworkPolicy OneAddress = NetworkPolicy.Parse("127.0.0.1/32");

    public static TheoryData<string> Hostile =>
    [
        "http://10.0.0.1/", "http://169.254.169.254/latest/", "http://127.0.0.2/", "http://[::1]/", "http://2130706434/", "http://127.2/",
        "http://localhost.@127.0.0.2/",
        "//127.0.0.2/", "//10.0.0.1:8080/x", "\\\\127.0.0.2\\x", "/\\127.0.0.2/", "\\/127.0.0.2/", "http:\\\\127.0.0.2",
        "http://u:p@example.com/",
        "file:///etc/passwd", "ftp://example.com/", "gopher://127.0.0.1/", "data:text/plain,x", "http://127.0.0.1:22/", "http:///x",
        "http:x",
    ];

    [Theory]
    [MemberData(nameof(Hostile))]
    public async Task A_redirect_is_checked_like_the_first_URL(string location)
    {
        await using var server = RawServer.Redirecting(location);
        using var http = new GuardedHttp(OneAddress, null, (_, _) => throw new InvalidOperationException("looked up"));
        await Assert.ThrowsAsync<OutboundException>(() => http.Get(server.Url(), CancellationToken.None));
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_redirect_to_a_name_that_means_an_inside_address_is_refused()
    {
        await using var server = RawServer.Redirecting("http://inside.example/");
        using var http = new GuardedHttp(OneAddress, null, (_, _) => Task.FromResult(new[] { IPAddress.Parse("10.0.0.1") }));
        var refusal = await Assert.ThrowsAsync<OutboundException>(() => http.Get(server.Url(), CancellationToken.None));
        Assert.Equal(OutboundFailure.Address, refusal.Failure);
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task Up_to_five_redirects_are_followed_and_no_more(int status)
    {
        await using var server = new RawServer((head, to, ct) =>
        {
            var left = int.Parse(head.Split(' ')[1].TrimStart('/'));
            var answer = left == 0
                ? "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: close\r\n\r\nsound"
                : $"HTTP/1.1 {status} Go\r\nLocation: {left - 1}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
            return to.WriteAsync(Encoding.ASCII.GetBytes(answer), ct).AsTask();
        });
        using var http = new GuardedHttp(OneAddress);

        using var response = await http.Get(server.Url("/5"), CancellationToken.None);
        Assert.Equal("sound", await response.Content.ReadAsStringAsync());

        var refusal = await Assert.ThrowsAsync<OutboundException>(() => http.Get(server.Url("/6"), CancellationToken.None));
        Assert.Equal(OutboundFailure.Redirect, refusal.Failure);
        Assert.Equal(6 + 6, server.Requests.Count);
    }

    [Theory]
    [InlineData("HTTP/1.1 302 Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")]
    [InlineData("HTTP/1.1 302 Found\r\nLocation: /a\r\nLocation: /b\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")]
    public async Task A_redirect_without_one_target_is_refused(string answer)
    {
        await using var server = new RawServer(answer);
        using var http = new GuardedHttp(OneAddress);
        var refusal = await Assert.ThrowsAsync<OutboundException>(() => http.Get(server.Url(), CancellationToken.None));
        Assert.Equal(OutboundFailure.Redirect, refusal.Failure);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_webhook_is_sent_once_and_a_redirect_comes_back_as_it_is()
    {
        await using var server = RawServer.Redirecting("/elsewhere", "307 Temporary Redirect");
        using var http = new GuardedHttp(OneAddress);
        using var request = new HttpRequestMessage(HttpMethod.Post, server.Url("/hook")) { Content = new StringContent("{}") };
        using var response = await http.Send(request, CancellationToken.None);
        Assert.Equal(HttpStatusCode.TemporaryRedirect, response.StatusCode);
        Assert.StartsWith("POST /hook ", server.Requests.Single());
    }

    [Fact]
    public async Task A_webhook_to_an_inside_address_is_refused()
    {
        using var http = new GuardedHttp(NetworkPolicy.PublicOnly);
        using var request = new HttpRequestMessage(HttpMethod.Post, "http://2130706433/hook") { Content = new StringContent("{}") };
        await Assert.ThrowsAsync<OutboundException>(() => http.Send(request, CancellationToken.None));
    }
}
