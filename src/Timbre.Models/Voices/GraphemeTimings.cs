using Timbre.Models.Utterances;
using Timbre.Text.Scripts;

namespace Timbre.Models.Voices;

/// <summary>
/// When each character of a phrase is said: those of a word share the time of its phones in order, those between words take none, those
/// behind the last word lie in the pause.
/// </summary>
internal static class GraphemeTimings
{
    /// <summary>One time for each Unicode character of the phrase's stretch of <paramref name="text"/>.</summary>
    /// <param name="phrase">With as many words as the plan has.</param>
    /// <param name="text">What all spans point into.</param>
    /// <param name="plan">When what is heard.</param>
    public static IReadOnlyList<GraphemeTiming> Of(ScriptPhrase phrase, string text, PhrasePlan plan)
    {
        var times = new List<GraphemeTiming>();
        var (at, now) = (phrase.Source.Start, 0.0);
        foreach (var (span, firstWord, lastWord) in Groups(phrase))
        {
            now = Math.Max(now, BoundaryAt(plan, firstWord, lastWord, 0));
            foreach (var rune in text[at..Math.Max(at, span.Start)].EnumerateRunes())
                times.Add(new GraphemeTiming(rune.ToString(), now, now));
            var start = Math.Max(at, span.Start);
            at = Math.Max(at, Math.Min(span.End, phrase.Source.End));
            var runes = text[start..at].EnumerateRunes().ToArray();
            for (var i = 0; i < runes.Length; i++)
            {
                var end = BoundaryAt(plan, firstWord, lastWord, (i + 1.0) / runes.Length);
                times.Add(new GraphemeTiming(runes[i].ToString(), now, end));
                now = end;
            }
        }

        Spread(text[at..phrase.Source.End], now, plan.Seconds, times);
        return times;
    }

    /// <summary>Characters in equal parts of a time.</summary>
    public static void Spread(string text, double start, double end, List<GraphemeTiming> times)
    {
        var runes = text.EnumerateRunes().ToArray();
        for (var i = 0; i < runes.Length; i++)
            times.Add(new GraphemeTiming(
                runes[i].ToString(), start + (end - start) * i / runes.Length, start + (end - start) * (i + 1) / runes.Length));
    }

    /// <summary>Words whose spans touch the same characters belong together, as those of "$5" do.</summary>
    private static List<(TextSpan Span, int First, int Last)> Groups(ScriptPhrase phrase)
    {
        var groups = new List<(TextSpan Span, int First, int Last)>();
        for (var i = 0; i < phrase.Words.Count; i++)
        {
            var span = phrase.Words[i].Source;
            if (groups.Count > 0 && groups[^1].Span is var open && span.Start < open.End)
                groups[^1] = (
                    new TextSpan(
                        Math.Min(open.Start, span.Start),
                        Math.Max(open.End, span.End) - Math.Min(open.Start, span.Start)), groups[^1].First, i);
            else
                groups.Add((span, i, i));
        }

        return groups;
    }

    /// <summary>
    /// Time at which a share of the words' phones, each counted alike, has been spoken: 0 is the start of the first, 1 the end of the last.
    /// </summary>
    private static double BoundaryAt(PhrasePlan plan, int firstWord, int lastWord, double part)
    {
        var utterance = plan.Utterance;
        var first = utterance.Syllables[utterance.Words[firstWord].First].First;
        var last = utterance.Syllables[utterance.Words[lastWord].Last].Last;
        var position = part * (last - first + 1);
        var segment = Math.Min(last, first + (int)position);
        double start = plan.SegmentStart(segment), end = plan.SegmentEnd(segment);
        return start + (end - start) * (position - (segment - first));
    }
}
