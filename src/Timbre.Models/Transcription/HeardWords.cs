using Timbre.Models.Alignment.Words;

namespace Timbre.Models.Transcription;

/// <summary>Which words of a text a recogniser has heard too, and where it has heard others: the alignment with the fewest edits.</summary>
/// <param name="IsHeard">One for each word of the text.</param>
/// <param name="OthersBefore">How many other words were heard before each word of the text, and behind the last.</param>
/// <param name="Edits">Words that are replaced, left out or added (Levenshtein distance).</param>
internal sealed record HeardWords(IReadOnlyList<bool> IsHeard, IReadOnlyList<int> OthersBefore, int Edits)
{
    /// <summary>
    /// How much more likely a recogniser that errs in 6 words of 100 hears a word that is said than one that is not, as a share of what the
    /// sound itself says: that counts frames which depend on each other, and so is some ten times too sure. In nats.
    /// </summary>
    public const double ForHeard = 45, AgainstUnheard = 30;

    /// <summary>What that is for other speech, which it writes down as words or not.</summary>
    public const double ForOthers = 30, AgainstOthers = 60;

    /// <summary>Word error rate: edits per word of the text.</summary>
    public double ErrorRate => Edits / (double)Math.Max(1, IsHeard.Count);

    /// <summary>Aligns words of a text with words that were heard; the same are those that may sound alike ("grey" and "gray").</summary>
    public static HeardWords Align(SpokenText text, SpokenText? heard) =>
        Align(text.Words, heard?.Words ?? [], SoundAlike);

    /// <summary>The same for words of any kind.</summary>
    public static HeardWords Align<T>(IReadOnlyList<T> text, IReadOnlyList<T> heard, Func<T, T, bool> same)
    {
        var costs = Costs(text, heard, same);
        var isHeard = new bool[text.Count];
        var others = new int[text.Count + 1];
        for (var (i, j) = (text.Count, heard.Count); i > 0 || j > 0;)
        {
            var isMatch = i > 0 && j > 0 && same(text[i - 1], heard[j - 1]);
            if (i > 0 && j > 0 && costs[i, j] == costs[i - 1, j - 1] + (isMatch ? 0 : 1))
            {
                (i, j) = (i - 1, j - 1);
                isHeard[i] = isMatch;
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

        return new HeardWords(isHeard, others, costs[text.Count, heard.Count]);
    }

    private static int[,] Costs<T>(IReadOnlyList<T> text, IReadOnlyList<T> heard, Func<T, T, bool> same)
    {
        var costs = new int[text.Count + 1, heard.Count + 1];
        for (var i = 0; i <= text.Count; i++)
        {
            for (var j = 0; j <= heard.Count; j++)
            {
                costs[i, j] = i == 0 || j == 0 ? i + j
                    : Math.Min(
                        Math.Min(costs[i - 1, j], costs[i, j - 1]) + 1, costs[i - 1, j - 1] + (same(text[i - 1], heard[j - 1]) ? 0 : 1));
            }
        }

        return costs;
    }

    private static bool SoundAlike(PronouncedWord a, PronouncedWord b) =>
        a.Variants.Any(one => b.Variants.Any(other => one.AsSpan().SequenceEqual(other)));
}
