using System.Net;
using System.Net.Sockets;

namespace Timbre.Server.Network;

/// <summary>What the policy says of one address.</summary>
internal enum Reach
{
    Forbidden,
    Opened,
    Public,
}

/// <summary>Which addresses this server reaches on a user's behalf: the public internet, and what the operator opened.</summary>
internal sealed class NetworkPolicy
{
    public const string Setting = "TIMBRE_ALLOW_NETWORKS";

    private static readonly char[] Separators = [',', ';', ' ', '\t', '\r', '\n'];

    private readonly IPNetwork[] _openNetworks;

    private NetworkPolicy(IPNetwork[] opened) => this._openNetworks = opened;

    /// <summary>Nothing opened.</summary>
    public static NetworkPolicy PublicOnly { get; } = new([]);

    /// <summary>Reads a list of networks such as <c>127.0.0.0/8, 10.1.2.0/24</c>; a single address is a network of one.</summary>
    /// <exception cref="FormatException">An entry is not a network; the message names the setting and the entry.</exception>
    public static NetworkPolicy Parse(string? setting)
    {
        var entries = (setting ?? "").Split(Separators, StringSplitOptions.RemoveEmptyEntries);
        return entries.Length == 0 ? PublicOnly : new NetworkPolicy([.. entries.Select(ParseNetwork)]);
    }

    public bool Allows(IPAddress address) => Check(address) != Reach.Forbidden;

    public Reach Check(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4(); // what the socket would connect to

        // 0.0.0.0/0 is quickly written; the machine's cloud credentials open only to whoever names their address.
        if (SpecialNetworks.IsMetadata(address))
            return _openNetworks.Any(network => IsSingle(network) && network.Contains(address)) ? Reach.Opened : Reach.Forbidden;

        if (_openNetworks.Any(network => network.Contains(address)))
            return Reach.Opened;

        return SpecialNetworks.IsPublic(address) ? Reach.Public : Reach.Forbidden;
    }

    private static bool IsSingle(IPNetwork network) => network.PrefixLength == Bits(network.BaseAddress);

    private static int Bits(IPAddress address) => address.AddressFamily == AddressFamily.InterNetwork ? 32 : 128;

    private static IPNetwork ParseNetwork(string entry)
    {
        var slash = entry.IndexOf('/', StringComparison.Ordinal);
        var text = slash < 0 ? entry : entry[..slash];
        var prefix = 0;
        if (!IPAddress.TryParse(text, out var address) || address.ScopeIdOrZero() != 0
            || (address.AddressFamily == AddressFamily.InterNetwork
            && text != address.ToString()) // 127.1 and 010.0.0.0 mean something else to half the world
            || (slash >= 0 && !IsPrefix(entry[(slash + 1)..], Bits(address), out prefix)))
            throw new FormatException(
                $"{Setting}: '{entry}' is not a network. Write networks as 10.1.0.0/16 or fd12:3456::/48, separated by commas.");

        if (address.IsIPv4MappedToIPv6)
            throw new FormatException($"{Setting}: write '{entry}' as an IPv4 network.");

        if (slash < 0)
            return new IPNetwork(address, Bits(address));

        var start = Masked(address, prefix);
        if (!start.Equals(address))
            throw new FormatException(
                $"{Setting}: '{entry}' is an address inside a network. "
                    + $"Write {start}/{prefix} for the whole network, or {address} for the one address.");

        return new IPNetwork(start, prefix);
    }

    private static bool IsPrefix(string text, int bits, out int prefix) =>
        int.TryParse(text, System.Globalization.NumberStyles.None, null, out prefix) && prefix <= bits;

    private static IPAddress Masked(IPAddress address, int prefix)
    {
        var bytes = address.GetAddressBytes();
        for (var i = 0; i < bytes.Length; i++)
            bytes[i] &= (byte)(0xff00 >> Math.Clamp(prefix - (8 * i), 0, 8));

        return new IPAddress(bytes);
    }
}

file static class ScopeOfAddress
{
    public static long ScopeIdOrZero(this IPAddress address) =>
        address.AddressFamily == AddressFamily.InterNetworkV6 ? address.ScopeId : 0;
}
