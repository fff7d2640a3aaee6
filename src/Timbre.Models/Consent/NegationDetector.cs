using Timbre.Models.Transcription;

namespace Timbre.Models.Consent;

/// <summary>
/// Looks for "not" and "never" in a recording that says a statement: so short a word hides between two others, and turns the statement
/// round.
/// </summary>
/// <remarks>Bench: one that is said has a log ratio of 30 and more, one that is not of -65 and less.</remarks>
internal static class NegationDetector
{
    /// <summary>Above this log ratio it is said; natural.</summary>
    private const double MinLogRatio = -10;

    private static readonly HashSet<string> Verbs = new(
        [
            "am", "is", "are", "was", "were", "will", "would", "shall", "should", "can", "could", "may", "might", "must", "be", "been",
            "do", "does", "did", "have", "has", "had"
        ],
        StringComparer.OrdinalIgnoreCase);

    private static readonly Lazy<IReadOnlyList<(string Written, SpokenText Spoken)>> Words = new(() =>
        [.. new[] { "not", "never" }.Select(word => (word, SpokenText.ReadStrictly(word, Timbre.Text.Terms.ReadingOptions.None)!))]);

    /// <summary>The first that is said, and after which word; null where there is none.</summary>
    /// <param name="wording">What fits the recording.</param>
    /// <param name="holdAgainst">Holds another wording against it.</param>
    public static (string Denial, string After)? Find(StatementWording wording, Func<StatementWording, TextCheck> holdAgainst)
    {
        foreach (var (i, verb) in wording.Spoken.Written.Index().Where(word => Verbs.Contains(word.Item)))
        {
            foreach (var (written, spoken) in Words.Value)
            {
                if (holdAgainst(wording.With(spoken.Words[0], written, i + 1)).Words[i + 1].LogRatio > MinLogRatio)
                    return (written, verb);
            }
        }

        return null;
    }
}
