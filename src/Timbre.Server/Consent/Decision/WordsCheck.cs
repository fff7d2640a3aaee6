using System.Globalization;
using Timbre.Audio;
using Timbre.Models.Consent;
using Timbre.Models.Transcription;

namespace Timbre.Server.Consent.Decision;

/// <summary>Whether the consent says the statement, all of it and nothing else, and the one-time sentence where one was asked for.</summary>
internal sealed class WordsCheck
{
    /// <summary>Above it a word is said; see <see cref="StatementWord.Score"/>.</summary>
    private const double LeastScore = 0.5;

    private readonly StatementCheck _check = new();

    public void Run(Clip sound, ConsentStatement statement, Judgement judgement, CancellationToken ct)
    {
        var verdict = _check.Check(sound, statement, ct);
        judgement.Models["statement_check"] = Transcriber.Version;
        judgement.Measured("least_word", verdict.Score, LeastScore);
        judgement.Scores["words"] = verdict.Words.Count.ToString(CultureInfo.InvariantCulture);
        judgement.Scores["words_not_heard"] = verdict.Words.Count(word => !word.Ok).ToString(CultureInfo.InvariantCulture);
        if (!verdict.Accepted)
            judgement.Refuse(verdict.Reason, verdict.Issue!);
    }
}
