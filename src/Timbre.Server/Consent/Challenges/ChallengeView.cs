namespace Timbre.Server.Consent.Challenges;

/// <summary>A one-time sentence.</summary>
/// <param name="Sentence">What the speaker says in the same recording, before the statement or after it.</param>
/// <param name="Statement">The statement; null where it names the company and the account has none.</param>
/// <param name="ExpiresAt">Until when the consent has to have come.</param>
public sealed record ChallengeView(string Sentence, string? Statement, DateTimeOffset ExpiresAt)
{
    internal static ChallengeView Of(ChallengeRow row, string? statement) => new(row.Sentence, statement, row.ExpiresAt);
}
