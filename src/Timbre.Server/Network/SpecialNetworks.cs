using System.Net;
using System.Net.Sockets;

namespace Timbre.Server.Network;

/// <summary>
/// Which addresses belong to the public internet, by IANA's registries of special-purpose addresses (RFC 6890 and its updates).
/// </summary>
internal static class SpecialNetworks
{
    private static readonly IPNetwork[] NotPublic4 =
    [
        .. Networks(
            "0.0.0.0/8", // "this network"; Linux connects 0.0.0.0 to itself
            "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", // private, RFC 1918
            "100.64.0.0/10", // carrier-grade NAT, RFC 6598
            "127.0.0.0/8", // loopback
            "169.254.0.0/16", // link-local, where clouds keep their metadata
            "192.0.0.0/24", // protocol assignments
            "192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24", // documentation
            "192.31.196.0/24", "192.175.48.0/24", // AS112
            "192.52.193.0/24", // multicast tunnelling
            "192.88.99.0/24", // 6to4 relays
            "198.18.0.0/15", // benchmarks
            "224.0.0.0/4", // multicast
            "240.0.0.0/4"), // reserved, and the broadcast address
    ];

    private static readonly IPNetwork GlobalUnicast6 = IPNetwork.Parse("2000::/3");

    private static readonly IPNetwork[] NotPublic6 =
    [
        .. Networks(
            "2001::/23", // protocol assignments: Teredo, ORCHID, benchmarks
            "2001:db8::/32", "3fff::/20", // documentation
            "2002::/16", // 6to4, given up by RFC 7526; it names any IPv4 address
            "2620:4f:8000::/48"), // AS112
    ];

    private static readonly IPNetwork Translated4 = IPNetwork.Parse("64:ff9b::/96"); // NAT64, RFC 6052

    private static readonly IPAddress[] MetadataAddresses =
    [
        .. Addresses(
            "169.254.169.254", "169.254.170.2", "169.254.170.23", // most clouds; container credentials
            "168.63.129.16", // Azure's host, in public address space
            "100.100.100.200", // Alibaba
            "192.0.0.192", // Oracle
            "fd00:ec2::254", "fd00:ec2::23", "fd20:ce::254", "fe80::a9fe:a9fe"),
    ];

    /// <summary>Whether the address hands out a machine's credentials in some cloud.</summary>
    public static bool IsMetadata(IPAddress address) =>
        MetadataAddresses.Contains(WithoutScope(address)) || (Embedded4(address) is { } inner && MetadataAddresses.Contains(inner));

    /// <summary>Whether the address, and the IPv4 address that it may carry, is of the public internet.</summary>
    public static bool IsPublic(IPAddress address)
    {
        if (address.AddressFamily == AddressFamily.InterNetwork)
            return !IsMetadata(address) && !NotPublic4.Any(network => network.Contains(address));

        if (address.AddressFamily != AddressFamily.InterNetworkV6)
            return false;

        if (address.IsIPv4MappedToIPv6)
            return IsPublic(address.MapToIPv4());

        if (Embedded4(address) is { } inner && !IsPublic(inner))
            return false;

        return Translated4.Contains(address)
            || (GlobalUnicast6.Contains(address) && !NotPublic6.Any(network => network.Contains(address)));
    }

    /// <summary>The IPv4 address that a gateway or tunnel would read out of this one, or null.</summary>
    private static IPAddress? Embedded4(IPAddress address)
    {
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
            return null;

        var bytes = address.GetAddressBytes();
        var isatap = (bytes[8] & 0xfd) == 0 && bytes[9] == 0 && bytes[10] == 0x5e && bytes[11] == 0xfe;
        return isatap || Translated4.Contains(address) || address.IsIPv4MappedToIPv6 ? new IPAddress(bytes.AsSpan(12))
            : bytes[0] == 0x20 && bytes[1] == 0x02 ? new IPAddress(bytes.AsSpan(2, 4)) // 6to4
            : null;
    }

    private static IPAddress WithoutScope(IPAddress address) =>
        address.AddressFamily == AddressFamily.InterNetworkV6 && address.ScopeId != 0 ? new IPAddress(address.GetAddressBytes()) : address;

    private static IEnumerable<IPNetwork> Networks(params IEnumerable<string> cidrs) => cidrs.Select(cidr => IPNetwork.Parse(cidr));

    private static IEnumerable<IPAddress> Addresses(params IEnumerable<string> texts) => texts.Select(text => IPAddress.Parse(text));
}
