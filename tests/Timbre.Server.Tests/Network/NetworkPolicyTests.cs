using System.Net;
using Timbre.Server.Configuration;
using Timbre.Server.Network;

namespace Timbre.Server.Tests.Network;

public sealed class NetworkPolicyTests
{
    public static TheoryData<string> Hostile =>
    [
        // IPv4: the first and the last of every range that is not the public internet's
        "0.0.0.0", "0.255.255.255", "10.0.0.0", "10.1.2.3", "10.255.255.255", "100.64.0.0", "100.100.100.200", "100.127.255.255",
        "127.0.0.0", "127.0.0.1", "127.0.0.53", "127.255.255.255", "168.63.129.16", "169.254.0.0", "169.254.169.254", "169.254.170.2",
        "169.254.255.255",
        "172.16.0.0", "172.17.0.1", "172.31.255.255", "192.0.0.0", "192.0.0.192", "192.0.2.1", "192.31.196.1", "192.52.193.1",
        "192.88.99.1",
        "192.168.0.0", "192.168.255.255", "192.175.48.1", "198.18.0.0", "198.19.255.255", "198.51.100.7", "203.0.113.7",
        "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.254", "255.255.255.255",

        // IPv6
        "::", "::1", "::2", "fe80::1", "fe80::a9fe:a9fe", "febf::1", "fec0::1", "fc00::1", "fd00:ec2::254", "fd20:ce::254", "fdff::1",
        "ff02::1", "ff0e::1", "100::1", "2001::1", "2001:2::1", "2001:10::1", "2001:20::1", "2001:db8::1", "3fff::1", "5f00::1",
        "2620:4f:8000::1", "4000::1",

        // IPv4 inside IPv6
        "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254", "::ffff:0:127.0.0.1", "::127.0.0.1", "::10.0.0.1", "::8.8.8.8",
        "64:ff9b::127.0.0.1", "64:ff9b::10.0.0.1", "64:ff9b::169.254.169.254", "64:ff9b:1::10.0.0.1",
        "2002:7f00:1::", "2002:a00:1::1", "2002:a9fe:a9fe::", "2001:0:7f00:1::", "2001:0:4136:e378:8000:63bf:f5ff:fffe",
        "2a00:1450::5efe:127.0.0.1", "2a00:1450::200:5efe:10.0.0.1",
    ];

    [Theory]
    [MemberData(nameof(Hostile))]
    public void No_address_that_is_not_public_is_allowed(string address) =>
        Assert.False(NetworkPolicy.PublicOnly.Allows(IPAddress.Parse(address)));

    [Theory]
    [MemberData(nameof(Hostile))]
    public void Opening_127_opens_nothing_else(string text)
    {
        var address = IPAddress.Parse(text);
        var inner = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        var opened = inner.GetAddressBytes() is [127, _, _, _];

        Assert.Equal(opened, NetworkPolicy.Parse("127.0.0.0/8").Allows(address));
    }

    [Theory]
    [InlineData("1.1.1.1")]
    [InlineData("8.8.8.8")]
    [InlineData("9.255.255.255")]
    [InlineData("11.0.0.0")]
    [InlineData("100.63.255.255")]
    [InlineData("100.128.0.0")]
    [InlineData("126.255.255.255")]
    [InlineData("128.0.0.0")]
    [InlineData("172.15.255.255")]
    [InlineData("172.32.0.0")]
    [InlineData("192.167.255.255")]
    [InlineData("192.169.0.0")]
    [InlineData("198.17.255.255")]
    [InlineData("198.20.0.0")]
    [InlineData("223.255.255.255")]
    [InlineData("2606:4700:4700::1111")]
    [InlineData("2001:4860:4860::8888")]
    [InlineData("2a00:1450::5efe:8.8.8.8")]
    [InlineData("::ffff:8.8.8.8")]
    [InlineData("64:ff9b::8.8.8.8")]
    public void The_neighbours_of_the_refused_ranges_are_public(string address) =>
        Assert.Equal(Reach.Public, NetworkPolicy.PublicOnly.Check(IPAddress.Parse(address)));

    [Fact]
    public void A_mapped_address_is_judged_as_the_IPv4_address_that_it_is()
    {
        var random = new Random(1);
        var policies = new[] { NetworkPolicy.PublicOnly, NetworkPolicy.Parse("10.0.0.0/8, 192.168.1.0/24") };
        for (var i = 0; i < 20_000; i++)
        {
            var bytes = new byte[4];
            random.NextBytes(bytes);
            var address = new IPAddress(bytes);
            Assert.All(policies, policy => Assert.Equal(policy.Check(address), policy.Check(address.MapToIPv6())));
        }
    }

    [Fact]
    public void A_network_opens_exactly_its_addresses()
    {
        var policy = NetworkPolicy.Parse("10.4.0.0/15");
        Assert.True(policy.Allows(IPAddress.Parse("10.4.0.0")));
        Assert.True(policy.Allows(IPAddress.Parse("10.5.255.255")));
        Assert.False(policy.Allows(IPAddress.Parse("10.3.255.255")));
        Assert.False(policy.Allows(IPAddress.Parse("10.6.0.0")));
    }

    [Theory]
    [InlineData("0.0.0.0/0")]
    [InlineData("169.254.0.0/16")]
    public void Cloud_credentials_open_only_by_their_own_address(string wide)
    {
        var metadata = IPAddress.Parse("169.254.169.254");
        Assert.False(NetworkPolicy.Parse(wide).Allows(metadata));
        Assert.True(NetworkPolicy.Parse("169.254.169.254/32").Allows(metadata));
        Assert.True(NetworkPolicy.Parse(wide).Allows(IPAddress.Parse("169.254.1.1")));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" , ")]
    public void An_empty_setting_opens_nothing(string? setting) =>
        Assert.Same(NetworkPolicy.PublicOnly, NetworkPolicy.Parse(setting));

    [Fact]
    public void Networks_may_be_separated_by_commas_or_spaces_and_be_single_addresses()
    {
        var policy = NetworkPolicy.Parse(" 10.0.0.0/8,192.168.1.7 fd12:3456::/48");
        Assert.Equal([true, true, false, true, false],
            new[] {
                "10.9.9.9", "192.168.1.7", "192.168.1.8", "fd12:3456::1", "fd12:3457::1"
            }.Select(a => policy.Allows(IPAddress.Parse(a))));
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("10.0.0.0/33")]
    [InlineData("10.0.0.0/-1")]
    [InlineData("10.0.0.0/ 8")]
    [InlineData("10.0.0.0/")]
    [InlineData("10.0.0/8")]
    [InlineData("127.1/8")]
    [InlineData("010.0.0.0/8")]
    [InlineData("10.0.0.5/8")]
    [InlineData("fe80::1%1/64")]
    [InlineData("fd00::/129")]
    [InlineData("::ffff:10.0.0.0/104")]
    [InlineData("10.0.0.0/8,nonsense")]
    public void A_wrong_network_is_refused_by_a_sentence_that_names_the_setting(string setting)
    {
        var refusal = Assert.Throws<SettingException>(() => NetworkPolicy.Parse(setting));
        Assert.StartsWith("The setting TIMBRE_ALLOW_NETWORKS: ", refusal.Message);
    }
}
