using Timbre.Server.Keys;
using Timbre.Server.Plumbing;

namespace Timbre.Server.Consent;

/// <summary>What the speakers of an account's voices say.</summary>
internal sealed class ConsentStatements(Settings settings)
{
    private const string Company = "{company}";
    private const string Platform = "{platform}";

    /// <summary>The sentence; null where it names the company and the account has none.</summary>
    public string? Of(Account account)
    {
        var policy = settings.Consent;
        return policy.Statement.Contains(Company, StringComparison.Ordinal) && string.IsNullOrWhiteSpace(account.Company) ? null
            : policy.Statement.Replace(Company, account.Company?.Trim(), StringComparison.Ordinal).Replace(Platform, policy.Platform, StringComparison.Ordinal);
    }
}
