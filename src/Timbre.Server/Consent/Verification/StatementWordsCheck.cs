using System.Globalization;
using Timbre.Audio;
using Timbre.Models.Consent;
using Timbre.Models.Transcription;

namespace Timbre.Server.Consent.Verification;

/// <summary>
/// Whether the consent says the statement, all of it and nothing else, and the one-time sentence where one was asked for.
/// </summary>
internal sealed class StatementWordsCheck
{
    /// <summary>Above it a word is said; see <see cref="StatementWord.Score"/>.</summary>
    private const double MinWordScore = 0.5;

    private readonly StatementCheck _check = new();

    public void Run(AudioClip sound, ConsentStatement statement, VerificationResult result, CancellationToken ct)
    {
        var verdict = _check.Check(sound, statement, ct);
        result.Models["statement_check"] = Transcriber.Version;
        result.Measured("least_word", verdict.Score, MinWordScore);
        result.Scores["words"] = verdict.Words.Count.ToString(CultureInfo.InvariantCulture);
        result.Scores["words_not_heard"] = verdict.Words.Count(word => !word.Ok).ToString(CultureInfo.InvariantCulture);
        if (!verdict.Accepted)
            result.Refuse(verdict.Reason, verdict.Issue!);
    }
}
