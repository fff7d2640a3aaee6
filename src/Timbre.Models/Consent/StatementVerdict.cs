namespace Timbre.Models.Consent;

/// <summary>Verdict on a recording of a statement, with the reason of a refusal.</summary>
/// <param name="Accepted">Whether every word is said in its place, and nothing else.</param>
/// <param name="Reason">One of <see cref="StatementReason"/>.</param>
/// <param name="Issue">What was wrong and what to do, in plain words; null where it was accepted.</param>
/// <param name="Words">The words of the wording that fits best.</param>
public sealed record StatementVerdict(bool Accepted, string Reason, string? Issue, IReadOnlyList<StatementWord> Words)
{
    /// <summary>The least of the words' scores, 0 where there are none: above 0.5 in whatever is accepted.</summary>
    public double Score => Words.Count == 0 ? 0 : Words.Min(word => word.Score);
}

/// <summary>A word of a statement, compared with a recording.</summary>
/// <param name="Word">As it is written.</param>
/// <param name="Score">How sure it is that this word is said, 0 to 1; 0.5 is the bound.</param>
/// <param name="Ok">Whether it is said.</param>
/// <param name="StartSeconds">Where it begins, or would have to.</param>
/// <param name="EndSeconds">Where it ends.</param>
public sealed record StatementWord(string Word, double Score, bool Ok, double StartSeconds, double EndSeconds);

/// <summary>Why a recording does or does not say a statement.</summary>
public static class StatementReason
{
    /// <summary>It does.</summary>
    public const string Accepted = "accepted";

    /// <summary>There is no sound.</summary>
    public const string Silent = "silent";

    /// <summary>There is sound without speech: noise, music.</summary>
    public const string NoSpeech = "no_speech";

    /// <summary>Too little is spoken for the statement to be in it.</summary>
    public const string TooShort = "too_short";

    /// <summary>The end of the statement is missing.</summary>
    public const string CutOff = "cut_off";

    /// <summary>Something else is said.</summary>
    public const string OtherWords = "other_words";

    /// <summary>All is said, in another order.</summary>
    public const string OtherOrder = "other_order";

    /// <summary>The company's name is not what is said in its place.</summary>
    public const string CompanyNotHeard = "company_not_heard";

    /// <summary>The platform's name is not what is said in its place.</summary>
    public const string PlatformNotHeard = "platform_not_heard";

    /// <summary>The one-time sentence is not said, or not as it was given.</summary>
    public const string ChallengeNotHeard = "challenge_not_heard";

    /// <summary>Other words stand in the place of some.</summary>
    public const string WordsChanged = "words_changed";

    /// <summary>Some words are left out.</summary>
    public const string WordsMissing = "words_missing";

    /// <summary>More is said than the statement.</summary>
    public const string WordsAdded = "words_added";
}
