using Timbre.Text.Scripts;

namespace Timbre.Text.Terms;

/// <summary>
/// Finds a caller's own terms in a text: whole words whatever their case, the longest first; its replacement is not searched again.
/// </summary>
internal sealed class TermIndex
{
    /// <summary>Longer terms are not looked for.</summary>
    public const int MaxTermLength = 200;

    private readonly Dictionary<string, List<Term>> _byFirstWord = new(StringComparer.OrdinalIgnoreCase);

    public TermIndex(ReadingOptions options)
    {
        foreach (var (written, spoken) in options.Substitutions)
            Add(new Term(written.Trim(), spoken, null));
        foreach (var (written, syllables) in options.Pronunciations)
            Add(new Term(written.Trim(), null, syllables));
        foreach (var terms in _byFirstWord.Values)
            terms.Sort((a, b) =>
                b.Written.Length != a.Written.Length
                    ? b.Written.Length - a.Written.Length
                    : (a.Spoken is null ? 1 : 0) - (b.Spoken is null ? 1 : 0));
    }

    /// <summary>The terms in a part of a text, in order, none over another.</summary>
    public IEnumerable<TermMatch> FindAll(string text, TextSpan part)
    {
        if (_byFirstWord.Count == 0)
            yield break;
        var at = part.Start;
        while (at < part.End)
        {
            var wordLength = FirstWordLength(text, at, part.End);
            if (IsBoundary(text, at) && _byFirstWord.TryGetValue(text[at..(at + wordLength)], out var terms)
                && terms.Find(term => MatchesAt(text, at, part.End, term.Written)) is { } match)
            {
                yield return new TermMatch(new TextSpan(at, match.Written.Length), match);
                at += match.Written.Length;
            }
            else
                at += wordLength;
        }
    }

    private void Add(Term term)
    {
        if (term.Written.Length is 0 or > MaxTermLength)
            return;
        var wordLength = term.Written[..FirstWordLength(term.Written, 0, term.Written.Length)];
        if (!_byFirstWord.TryGetValue(wordLength, out var terms))
            _byFirstWord[wordLength] = terms = [];
        terms.Add(term);
    }

    /// <summary>Length of the letters and digits from a place on, or 1 for a mark.</summary>
    private static int FirstWordLength(string text, int at, int end)
    {
        var to = at;
        while (to < end && char.IsLetterOrDigit(text[to]) && to - at < MaxTermLength)
            to++;
        return Math.Max(1, to - at);
    }

    private static bool MatchesAt(string text, int at, int end, string term) =>
        at + term.Length <= end && string.Compare(text, at, term, 0, term.Length, StringComparison.OrdinalIgnoreCase) == 0
            && (IsBoundary(text, at + term.Length) || !char.IsLetterOrDigit(term[^1]));

    private static bool IsBoundary(string text, int at) =>
        at == 0 || at >= text.Length || !char.IsLetterOrDigit(text[at]) || !char.IsLetterOrDigit(text[at - 1]);
}
