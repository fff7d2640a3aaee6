using Timbre.Text.Scripts;

namespace Timbre.Text.Terms;

/// <summary>
/// Finds a caller's own terms in a text: whole words whatever their case, the longest first; its replacement is not searched again.
/// </summary>
internal sealed class TermIndex
{
    /// <summary>Longer terms are not looked for.</summary>
    public const int MaxTermLength = 200;

    private readonly Dictionary<string, TermGroup> _byFirstWord = new(StringComparer.OrdinalIgnoreCase);

    public TermIndex(ReadingOptions options)
    {
        foreach (var (written, spoken) in options.Substitutions)
            Add(new Term(written.Trim(), spoken, null));
        foreach (var (written, syllables) in options.Pronunciations)
            Add(new Term(written.Trim(), null, syllables));
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
                && terms.FindAt(text, at, part.End) is { } match)
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
        var firstWord = term.Written[..FirstWordLength(term.Written, 0, term.Written.Length)];
        if (!_byFirstWord.TryGetValue(firstWord, out var terms))
            _byFirstWord[firstWord] = terms = new TermGroup();
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

    private static bool IsBoundary(string text, int at) =>
        at == 0 || at >= text.Length || !char.IsLetterOrDigit(text[at]) || !char.IsLetterOrDigit(text[at - 1]);

    /// <summary>The terms that begin with the same word. The time to find one grows with their lengths, not with their number.</summary>
    private sealed class TermGroup
    {
        private readonly Dictionary<string, Term> _byWritten = new(StringComparer.OrdinalIgnoreCase);
        private readonly SortedSet<int> _lengths = [];

        /// <summary>Of several for the same words the first stays.</summary>
        public void Add(Term term)
        {
            if (_byWritten.TryAdd(term.Written, term))
                _lengths.Add(term.Written.Length);
        }

        /// <summary>The longest that stands at a place; null for none.</summary>
        public Term? FindAt(string text, int at, int end)
        {
            var terms = _byWritten.GetAlternateLookup<ReadOnlySpan<char>>();
            foreach (var length in _lengths.Reverse())
            {
                var to = at + length;
                if (to <= end && (IsBoundary(text, to) || !char.IsLetterOrDigit(text[to - 1]))
                    && terms.TryGetValue(text.AsSpan(at, length), out var term))
                    return term;
            }

            return null;
        }
    }
}
