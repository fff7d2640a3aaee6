using Timbre.Server.Configuration;

namespace Timbre.Server.Http.Links;

/// <summary>How clients reach this server, where a proxy stands before it; null is by the address they called.</summary>
internal sealed record PublicAddress(Uri? Url)
{
    /// <exception cref="SettingException">It is not an http or https address.</exception>
    public static PublicAddress Read(SettingsReader settings) => settings.Text("TIMBRE_PUBLIC_URL") is not { } text
        ? new PublicAddress(Url: null)
        : Uri.TryCreate(text.TrimEnd('/') + "/", UriKind.Absolute, out var url) && url.Scheme is "http" or "https"
            ? new PublicAddress(url)
            : throw new SettingException("TIMBRE_PUBLIC_URL", $"\"{text}\" is not an http or https address.");
}
