using Timbre.Server.Configuration;

namespace Timbre.Server.Accounts;

/// <summary>What the environment says of the default account.</summary>
/// <param name="ApiKey">Its key; null has one made at the first start.</param>
/// <param name="Company">Whom its consents name.</param>
/// <param name="AuthorizedUploader">Whether its voices are built without a consent.</param>
internal sealed record DefaultAccountOptions(string? ApiKey, string? Company, bool AuthorizedUploader)
{
    private const int MaxCompanyLength = 200;

    /// <exception cref="SettingException">A setting cannot be used; the message names it.</exception>
    public static DefaultAccountOptions Read(SettingsReader settings) => new(
        Key(settings.Text("TIMBRE_API_KEY")),
        CheckCompany(settings.Text("TIMBRE_COMPANY")),
        settings.Flag("TIMBRE_AUTHORIZED_UPLOADER"));

    private static string? Key(string? key) =>
        key is { Length: < 16 } || key?.Any(c => c is <= ' ' or > '~' or '"' or ',') == true
            ? throw new SettingException(
                "TIMBRE_API_KEY", "a key has at least 16 characters, printable ASCII without spaces, quotes and commas.")
            : key;

    private static string? CheckCompany(string? text) =>
        text is { Length: > MaxCompanyLength }
            ? throw new SettingException("TIMBRE_COMPANY", $"a company's name has at most {MaxCompanyLength} characters.")
            : text;
}
