using Timbre.Models.Consent;
using Timbre.Server.Accounts;
using Timbre.Text.Terms;

namespace Timbre.Server.Consent;

/// <summary>What the speakers of an account's voices say.</summary>
/// <remarks>
/// An account's own phonemes and substitutions have no say in it: whoever could write down how the statement is spoken could have anything
/// pass for it.
/// </remarks>
internal sealed class ConsentStatements(ConsentPolicy policy)
{
    /// <summary>The sentence; null where it names the company and the account has none.</summary>
    public string? Of(Account account) => IsCompanyMissing(account) ? null : policy.Statement
        .Replace(ConsentStatement.CompanyMark, account.Company?.Trim(), StringComparison.Ordinal)
        .Replace(ConsentStatement.PlatformMark, policy.Platform, StringComparison.Ordinal);

    /// <summary>What a consent is held against; null where it cannot be said: no company, or a name that nobody can read.</summary>
    /// <param name="account">Whose voice it is.</param>
    /// <param name="challenge">The one-time sentence; null for none.</param>
    public ConsentStatement? For(Account account, string? challenge)
    {
        if (IsCompanyMissing(account))
            return null;
        try
        {
            return ConsentStatement.Of(
                policy.Statement, account.Company, policy.Platform, challenge,
                ReadingOptions.None with { Substitutions = policy.Spoken });
        }
        catch (StatementException)
        {
            return null; // told as a company that is not set: another name mends it
        }
    }

    private bool IsCompanyMissing(Account account) =>
        policy.Statement.Contains(ConsentStatement.CompanyMark, StringComparison.Ordinal)
            && string.IsNullOrWhiteSpace(account.Company);
}
