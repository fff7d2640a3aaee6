using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Timbre.Server.Http.Links;

/// <summary>
/// Addresses that open one thing without a key until a moment passes: the path with <c>expires</c> (Unix seconds) and <c>signature</c>.
/// </summary>
/// <remarks>
/// signature = base64url(HMAC-SHA256(key, path ‖ "\n" ‖ expires)); whoever has the link has the sound, so links are never logged.
/// </remarks>
internal sealed class SignedLinks(LinkKey key, LinkPolicy policy, PublicAddress address, TimeProvider time)
{
    private static readonly Refusal Invalid = new(
        403, "link_invalid",
        "This link was not made here, or was changed: ask the API for the recording or clip again and use its audio_src as it stands.");
    private static readonly Refusal Expired = new(
        403, "link_expired", "This link has expired: ask the API for the recording or clip again, which gives a new audio_src.");

    /// <summary>A link to <paramref name="path"/> on this server, valid from now on for the time that the policy says.</summary>
    public string To(HttpRequest request, string path) => To(BaseAddress(request), path);

    /// <summary>The same for work that a request has left behind.</summary>
    /// <param name="linkBase">What <see cref="BaseAddress"/> said of that request.</param>
    /// <param name="path">On this server.</param>
    public string To(string linkBase, string path)
    {
        var expires = time.GetUtcNow().AddMinutes(policy.LinkMinutes).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return $"{linkBase}{path}?expires={expires}&signature={Sign(path, expires)}";
    }

    /// <summary>Why the request's link does not open what it names; null when it does.</summary>
    public Refusal? Refuse(HttpRequest request)
    {
        var expires = request.Query["expires"].ToString();
        var signature = request.Query["signature"].ToString();
        var expected = Sign(request.Path.Value ?? "", expires);
        if (!CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(signature), Encoding.UTF8.GetBytes(expected)))
            return Invalid;
        return long.TryParse(expires, NumberStyles.None, CultureInfo.InvariantCulture, out var until)
            && time.GetUtcNow().ToUnixTimeSeconds() < until
            ? null
            : Expired;
    }

    /// <summary>How the client reaches this server.</summary>
    public string BaseAddress(HttpRequest request) =>
        address.Url is { } url ? url.AbsoluteUri.TrimEnd('/') : $"{request.Scheme}://{request.Host}{request.PathBase}";

    private string Sign(string path, string expires) =>
        Base64Url.EncodeToString(HMACSHA256.HashData(key.Bytes, Encoding.UTF8.GetBytes($"{path}\n{expires}")));
}
