using System.Globalization;
using Timbre.Audio;
using Timbre.Bundles.Store;
using Timbre.Models.Consent;
using Timbre.Models.Transcription;
using Timbre.Server.Recognition;

namespace Timbre.Server.Consent.Verification;

/// <summary>
/// Whether the consent says the statement, all of it and nothing else, and the one-time sentence where one was asked for.
/// </summary>
internal sealed class StatementWordsCheck(RecogniserInUse recogniser)
{
    /// <summary>Above it a word is said; see <see cref="StatementWord.Score"/>.</summary>
    private const double MinWordScore = 0.5;

    private readonly StatementCheck _check = new();

    /// <remarks>
    /// Where a model was added that recognises speech, it listens as well to what the check refuses: only what both refuse is refused.
    /// </remarks>
    public void Run(AudioClip sound, ConsentStatement statement, VerificationResult result, CancellationToken ct)
    {
        var verdict = _check.Check(sound, statement, ct);
        result.Models["statement_check"] = Transcriber.Version;
        result.Measured("least_word", verdict.Score, MinWordScore);
        result.Scores["words"] = verdict.Words.Count.ToString(CultureInfo.InvariantCulture);
        result.Scores["words_not_heard"] = verdict.Words.Count(word => !word.Ok).ToString(CultureInfo.InvariantCulture);
        if (!verdict.Accepted && !IsRecognised(sound, statement, verdict, result, ct))
            result.Refuse(verdict.Reason, verdict.Issue!);
    }

    private bool IsRecognised(
        AudioClip sound, ConsentStatement statement, StatementVerdict verdict, VerificationResult result, CancellationToken ct)
    {
        if (recogniser.Name == BundleName.BuiltIn || verdict.Words.Count == 0)
            return false;
        var second = recogniser.Current(nameof(StatementWordsCheck));
        var isRecognised = SecondListener.Hears(statement, second.Recognise([sound], "en", ct)[0]);
        result.Models["second_listener"] = second.Version;
        result.Scores["second_listener"] = isRecognised ? "heard" : "not_heard";
        return isRecognised;
    }
}
