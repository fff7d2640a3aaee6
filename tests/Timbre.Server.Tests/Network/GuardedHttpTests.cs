using System.Net;
using System.Net.Sockets;
using Timbre.Server.Network;

namespace Timbre.Server.Tests.Network;

public sealed class GuardedHttpTests
{
    private static readonly NetworkPolicy Loopback4 = NetworkPolicy.Parse("127.0.0.0/8");

    [Theory]
    [MemberData(nameof(OutboundUrlTests.Hostile), MemberType = typeof(OutboundUrlTests))]
    public async Task No_hostile_URL_is_fetched(string url)
    {
        using var http = new GuardedHttp(NetworkPolicy.PublicOnly, null, (_, _) => throw new InvalidOperationException("looked up"));
        await Assert.ThrowsAsync<OutboundException>(() => http.Get(url, CancellationToken.None));
    }

    [Theory]
    [MemberData(nameof(NetworkPolicyTests.Hostile), MemberType = typeof(NetworkPolicyTests))]
    public async Task A_name_that_means_an_inside_address_is_refused_and_the_address_not_told(string address)
    {
        using var http = new GuardedHttp(NetworkPolicy.PublicOnly, null, Always(address));
        var refusal = await Assert.ThrowsAsync<OutboundException>(() =>
            http.Get("http://files.example/x.wav?sig=s3cret", CancellationToken.None));
        Assert.Equal(OutboundFailure.Address, refusal.Failure);
        Assert.Contains("files.example", refusal.Message);
        Assert.DoesNotContain("s3cret", refusal.Message);
        Assert.DoesNotContain(IPAddress.Parse(address).ToString(), refusal.Message);
    }

    [Theory]
    [InlineData("93.184.215.14", "10.0.0.1")]
    [InlineData("127.0.0.1", "93.184.215.14", "10.0.0.1")]
    [InlineData("2606:4700::1", "::1")]
    public async Task One_inside_address_among_public_ones_refuses_the_name(params string[] addresses)
    {
        var connector = new GuardedConnector(Loopback4, Always(addresses));
        var refusal = await Assert.ThrowsAsync<OutboundException>(() => connector.Reachable("files.example", CancellationToken.None));
        Assert.Equal(OutboundFailure.Address, refusal.Failure);
    }

    [Fact]
    public async Task Of_a_name_that_is_inside_throughout_only_the_opened_addresses_are_used()
    {
        var connector = new GuardedConnector(Loopback4, Always("::1", "127.0.0.1"));
        Assert.Equal([IPAddress.Loopback], await connector.Reachable("localhost", CancellationToken.None));
    }

    [Fact]
    public async Task An_answer_of_the_name_server_that_changes_after_the_check_changes_nothing()
    {
        await using var server = RawServer.Saying("inside"); // at 127.0.0.1, which stays shut; 127.0.0.2 stands for the open internet
        var lookups = 0;
        using var http = new GuardedHttp(NetworkPolicy.Parse("127.0.0.2"), null, (_, _) =>
            Task.FromResult(new[] { IPAddress.Parse(lookups++ == 0 ? "127.0.0.2" : "127.0.0.1") }));

        var first = await Assert.ThrowsAsync<OutboundException>(() =>
            http.Get($"http://rebind.example:{server.Port}/", CancellationToken.None));
        Assert.Equal((OutboundFailure.Connection, 1), (first.Failure, lookups)); // nobody at 127.0.0.2, and nobody asked again

        var second = await Assert.ThrowsAsync<OutboundException>(() =>
            http.Get($"http://rebind.example:{server.Port}/", CancellationToken.None));
        Assert.Equal((OutboundFailure.Address, 2), (second.Failure, lookups));
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task The_address_connected_to_is_the_one_that_was_checked()
    {
        await using var server = RawServer.Saying("sound");
        var lookups = 0;
        using var http = new GuardedHttp(Loopback4, null, (_, _) =>
            Task.FromResult(new[] { IPAddress.Parse(lookups++ == 0 ? "127.0.0.1" : "10.0.0.1") }));
        using var response = await http.Get($"http://rebind.example:{server.Port}/", CancellationToken.None);

        Assert.Equal("sound", await response.Content.ReadAsStringAsync());
        Assert.Equal(1, lookups); // no second question, so no second answer
        Assert.Contains($"Host: rebind.example:{server.Port}", server.Requests.Single());
    }

    [Fact]
    public async Task Opening_127_reaches_loopback_and_no_other_private_network()
    {
        await using var server = RawServer.Saying("sound");
        using var http = new GuardedHttp(Loopback4);
        using var response = await http.Get(server.Url(), CancellationToken.None);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        foreach (var url in new[] { "http://10.0.0.1/", "http://192.168.1.1/", $"http://[::1]:{server.Port}/", "http://169.254.169.254/" })
            await Assert.ThrowsAsync<OutboundException>(() => http.Get(url, CancellationToken.None));
    }

    [Fact]
    public async Task The_request_carries_no_cookie_and_no_trace()
    {
        await using var server = new RawServer(
            "HTTP/1.1 302 Found\r\nSet-Cookie: a=b\r\nLocation: /next\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        using var http = new GuardedHttp(Loopback4);
        await Assert.ThrowsAsync<OutboundException>(() => http.Get(server.Url(), CancellationToken.None));
        Assert.Equal(6, server.Requests.Count);
        Assert.All(server.Requests, head =>
        {
            Assert.DoesNotContain("Cookie", head);
            Assert.DoesNotContain("traceparent", head);
            Assert.DoesNotContain("Referer", head);
        });
    }

    [Theory]
    [InlineData("http://localhost:8080/")]
    [InlineData("http://LOCALHOST/")]
    public async Task The_name_server_s_own_inside_names_are_refused(string url)
    {
        using var http = new GuardedHttp(NetworkPolicy.PublicOnly);
        var refusal = await Assert.ThrowsAsync<OutboundException>(() => http.Get(url, CancellationToken.None));
        Assert.Equal(OutboundFailure.Address, refusal.Failure);
    }

    [Fact]
    public async Task A_name_without_an_address_is_told_from_one_that_is_refused()
    {
        using var http = new GuardedHttp(
            NetworkPolicy.PublicOnly, null, (_, _) => throw new SocketException((int)SocketError.HostNotFound));
        var refusal = await Assert.ThrowsAsync<OutboundException>(() => http.Get("http://nowhere.example/", CancellationToken.None));
        Assert.Equal(OutboundFailure.Name, refusal.Failure);
    }

    [Fact]
    public async Task A_host_that_connects_and_says_nothing_is_given_up()
    {
        await using var server = new RawServer((_, _, ct) => Task.Delay(Timeout.Infinite, ct));
        using var http = new GuardedHttp(Loopback4, Quick);
        var refusal = await Assert.ThrowsAsync<OutboundException>(() => http.Get(server.Url(), CancellationToken.None));
        Assert.Equal(OutboundFailure.Timeout, refusal.Failure);
    }

    [Fact]
    public async Task Endless_headers_are_cut_off()
    {
        await using var server = new RawServer(async (_, to, ct) =>
        {
            await to.WriteAsync("HTTP/1.1 200 OK\r\n"u8.ToArray(), ct);
            while (true)
                await to.WriteAsync("X-More: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\r\n"u8.ToArray(), ct);
        });
        using var http = new GuardedHttp(Loopback4);
        await Assert.ThrowsAsync<OutboundException>(() => http.Get(server.Url(), CancellationToken.None));
    }

    [Fact]
    public async Task A_caller_that_cancels_sees_its_own_cancellation()
    {
        await using var server = new RawServer((_, _, ct) => Task.Delay(Timeout.Infinite, ct));
        using var http = new GuardedHttp(Loopback4);
        using var cancel = new CancellationTokenSource(50);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => http.Get(server.Url(), cancel.Token));
    }

    private static OutboundLimits Quick => new(TimeSpan.FromMilliseconds(300), TimeSpan.FromMilliseconds(300), 5);

    private static ResolveName Always(params string[] addresses) =>
        (_, _) => Task.FromResult(addresses.Select(IPAddress.Parse).ToArray());
}
