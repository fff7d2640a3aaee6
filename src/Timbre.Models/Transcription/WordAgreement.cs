using Timbre.Models.Alignment.Words;

namespace Timbre.Models.Transcription;

/// <summary>Which words of a text a recogniser has heard too, and where it has heard others: the alignment with the fewest edits.</summary>
/// <param name="IsRecognised">One for each word of the text.</param>
/// <param name="OthersBefore">How many other words were heard before each word of the text, and behind the last.</param>
/// <param name="Edits">Words that are replaced, left out or added (Levenshtein distance).</param>
internal sealed record WordAgreement(IReadOnlyList<bool> IsRecognised, IReadOnlyList<int> OthersBefore, int Edits)
{
    /// <summary>
    /// How much more likely a recogniser that errs in 6 words of 100 hears a word that is said than one that is not, as a share of what the
    /// sound itself says: that counts frames which depend on each other, and so is some ten times too sure. In nats.
    /// </summary>
    private const double ForRecognised = 45, AgainstMissed = 20;

    /// <summary>What that is for other speech, which it writes down as words or not.</summary>
    private const double ForOthers = 30, AgainstOthers = 60;

    /// <summary>What the recogniser adds to the log ratio of a word of the text.</summary>
    public double LogRatioOfWord(int word) => IsRecognised[word] ? ForRecognised : -AgainstMissed;

    /// <summary>What it adds to that of other speech before a word, or behind the last.</summary>
    public double LogRatioOfOthers(int gap) => OthersBefore[gap] > 0 ? ForOthers : -AgainstOthers;

    /// <summary>Word error rate: edits per word of the text.</summary>
    public double ErrorRate => Edits / (double)Math.Max(1, IsRecognised.Count);

    /// <summary>Aligns words of a text with words that were heard; the same are those that may sound alike ("grey" and "gray").</summary>
    public static WordAgreement Align(SpokenText text, SpokenText? recognised) =>
        Align(text.Words, recognised?.Words ?? [], SoundAlike);

    /// <summary>The same for words of any kind.</summary>
    public static WordAgreement Align<T>(IReadOnlyList<T> text, IReadOnlyList<T> recognised, Func<T, T, bool> same)
    {
        var costs = Costs(text, recognised, same);
        var isRecognised = new bool[text.Count];
        var others = new int[text.Count + 1];
        for (var (i, j) = (text.Count, recognised.Count); i > 0 || j > 0;)
        {
            var isMatch = i > 0 && j > 0 && same(text[i - 1], recognised[j - 1]);
            if (i > 0 && j > 0 && costs[i, j] == costs[i - 1, j - 1] + (isMatch ? 0 : 1))
            {
                (i, j) = (i - 1, j - 1);
                isRecognised[i] = isMatch;
                others[i] += isMatch ? 0 : 1;
            }
            else if (i > 0 && costs[i, j] == costs[i - 1, j] + 1)
            {
                i--;
            }
            else
            {
                others[i]++;
                j--;
            }
        }

        return new WordAgreement(isRecognised, others, costs[text.Count, recognised.Count]);
    }

    private static int[,] Costs<T>(IReadOnlyList<T> text, IReadOnlyList<T> recognised, Func<T, T, bool> same)
    {
        var costs = new int[text.Count + 1, recognised.Count + 1];
        for (var i = 0; i <= text.Count; i++)
        {
            for (var j = 0; j <= recognised.Count; j++)
            {
                if (i == 0 || j == 0)
                {
                    costs[i, j] = i + j;
                    continue;
                }

                var replaced = costs[i - 1, j - 1] + (same(text[i - 1], recognised[j - 1]) ? 0 : 1);
                costs[i, j] = Math.Min(replaced, Math.Min(costs[i - 1, j], costs[i, j - 1]) + 1);
            }
        }

        return costs;
    }

    private static bool SoundAlike(PronouncedWord a, PronouncedWord b) =>
        a.Variants.Any(one => b.Variants.Any(other => one.AsSpan().SequenceEqual(other)));
}
