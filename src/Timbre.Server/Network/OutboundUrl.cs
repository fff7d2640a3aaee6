using System.Buffers;
using System.Globalization;
using System.Net;

namespace Timbre.Server.Network;

/// <summary>
/// Reads a URL that a user or a redirect gave. Stricter than <see cref="Uri"/> on purpose: what two parsers may read
/// differently (numbers as addresses, percent signs, other scripts' dots, backslashes) is refused, not guessed.
/// </summary>
internal static class OutboundUrl
{
    private const int MaxLength = 30_000;

    private static readonly SearchValues<char> NameCharacters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.");

    /// <summary>
    /// The URL in canonical form, when its spelling is plain and, if it names an address, the policy allows it. Asks no name server.
    /// </summary>
    /// <exception cref="OutboundException">It is not; the message says what to write instead.</exception>
    public static Uri Parse(string text, NetworkPolicy policy)
    {
        if (text.Length > MaxLength)
            throw Refused($"The URL is longer than {MaxLength} characters.");

        foreach (var c in text)
        {
            if (char.IsControl(c) || char.IsWhiteSpace(c) || c == '\\' || char.GetUnicodeCategory(c) == UnicodeCategory.Format)
                throw Refused("The URL contains a space, a control character or a backslash: percent-encode it.");
        }

        var schemeLength =
            text.StartsWith("https://", StringComparison.OrdinalIgnoreCase) ? 8 :
            text.StartsWith("http://", StringComparison.OrdinalIgnoreCase) ? 7 :
            throw Refused("The URL must start with https:// or http://.");

        var authority = text[schemeLength..];
        if (authority.IndexOfAny(['/', '?', '#']) is var end and >= 0)
            authority = authority[..end];

        if (authority.Contains('@'))
            throw Refused("The URL must not contain a user name or password.");

        var (host, portText) = Split(authority);
        var address = ReadHost(host);
        if (address is not null && !policy.Allows(address))
            throw Forbidden(host);

        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri)
            || !SameHost(uri, host, address)
            || (portText is not null && uri.Port.ToString() != portText))
            throw Refused("The URL cannot be read.");

        if (BadPorts.Contains(uri.Port))
            throw Refused($"Port {uri.Port} does not serve HTTP; use another.");

        return uri;
    }

    public static OutboundException Forbidden(string host) => new(OutboundFailure.Address,
        $"'{host}' is not on the public internet. The operator of this server can open its network with {NetworkPolicy.Setting}.");

    private static (string Host, string? Port) Split(string authority)
    {
        var colon = authority.StartsWith('[')
            ? authority.IndexOf("]:", StringComparison.Ordinal) + 1
            : authority.IndexOf(':', StringComparison.Ordinal);
        return colon <= 0 ? (authority, null) : (authority[..colon], authority[(colon + 1)..]);
    }

    /// <summary>The address that the host literally is, or null for a name.</summary>
    private static IPAddress? ReadHost(string host)
    {
        if (host.StartsWith('['))
        {
            return host.EndsWith(']') && !host.Contains('%') && IPAddress.TryParse(host, out var v6)
                ? v6
                : throw Refused("The IPv6 address in the URL cannot be read; zones are not accepted.");
        }

        if (host.Length is 0 or > 253 || host.AsSpan().ContainsAnyExcept(NameCharacters))
            throw Refused("The host in the URL must be a plain name or address; write international names in their ASCII form (xn--...).");

        var labels = host.Split('.');
        if (labels.Any(label => label.Length is 0 or > 63))
            throw Refused("The host name in the URL has an empty or overlong part between its dots.");

        if (!IsNumber(labels[^1]))
            return null;

        // 2130706433, 0x7f.1, 127.1 and 0177.0.0.1 are all addresses to somebody's parser.
        return IPAddress.TryParse(host, out var v4) && v4.ToString() == host
            ? v4
            : throw Refused("Write the address in the URL as four decimal numbers without leading zeros.");
    }

    private static bool IsNumber(string label) =>
        label.All(char.IsAsciiDigit)
        || (label.StartsWith("0x", StringComparison.OrdinalIgnoreCase) && label.Skip(2).All(char.IsAsciiHexDigit));

    private static bool SameHost(Uri uri, string host, IPAddress? address) =>
        address is null
            ? string.Equals(uri.IdnHost, host, StringComparison.OrdinalIgnoreCase)
            : IPAddress.TryParse(uri.IdnHost, out var read) && read.Equals(address);

    private static OutboundException Refused(string message) => new(OutboundFailure.Url, message);
}
