using Timbre.Text.Normalising.Folding;
using Timbre.Text.Scripts;

namespace Timbre.Text.Normalising.Context;

/// <summary>State of text normalisation: the folded text, the context of an index, and the tokens read so far.</summary>
internal sealed class NormaliserContext(FoldedText folded, ReadingBudget budget)
{
    private const int MaxNeighbourLength = 40; // letters of a neighbour

    public string Text => folded.Text;

    public List<NormalisedToken> Tokens { get; } = [];

    /// <summary>Up to here nothing is an address.</summary>
    public int NoAddressBefore { get; set; }

    /// <summary>Takes the signs that are not spoken; null where nobody wants to know.</summary>
    public ISet<string>? UnspokenSigns { get; init; }

    /// <summary>The character there; NUL outside the text.</summary>
    public char this[int at] => (uint)at < (uint)Text.Length ? Text[at] : '\0';

    /// <summary>
    /// Says words, separated by spaces, for what stands from <paramref name="from"/> to <paramref name="to"/>; the answer is the latter.
    /// </summary>
    public int Append(int from, int to, string words)
    {
        var source = folded.SourceOf(from, to);
        if (!words.Contains(' ', StringComparison.Ordinal))
            Add(words, source);
        else
        {
            foreach (var word in words.AsSpan().Split(' '))
                Add(words[word], source);
        }

        return to;
    }

    /// <summary>
    /// Says nothing for the sign at <paramref name="at"/> and notes it, unless it is punctuation, which is silent where no rule speaks it;
    /// the answer is the place behind it.
    /// </summary>
    public int PassOver(int at)
    {
        var length = char.IsHighSurrogate(this[at]) && char.IsLowSurrogate(this[at + 1]) ? 2 : 1;
        if (Text[at] is '~' or '^' or '\\' or '@' or '<' or '>' or '+'
            or > '~' and not (FoldedText.ForeignLetter or '·' or '–' or '\u2026'))
            UnspokenSigns?.Add(Text.Substring(at, length));
        return at + length;
    }

    private void Add(string word, TextSpan source)
    {
        if (word.Length == 0)
            return;
        budget.AddWord(word);
        Tokens.Add(new NormalisedToken(word, PhraseEnd.None, source));
    }

    /// <summary>A mark that may close a phrase.</summary>
    public int AppendMark(int from, int to, PhraseEnd end)
    {
        Tokens.Add(new NormalisedToken(null, end, folded.SourceOf(from, to)));
        return to;
    }

    /// <summary>True when no word was read since the last end of a sentence.</summary>
    public bool IsSentenceStart => Tokens.Count == 0 || (Tokens[^1].Word is null && Tokens[^1].End.ClosesSentence());

    /// <summary>The last word that was read in this sentence, or "".</summary>
    public string LastWord => Tokens.Count > 0 && Tokens[^1].Word is { } word ? word : "";

    /// <summary>
    /// The word that ends before <paramref name="at"/>, as it is written, with nothing but spaces or a hyphen or a full stop between; or
    /// "".
    /// </summary>
    public string WordBefore(int at)
    {
        var end = at;
        while (end > 0 && at - end < 3 && Text[end - 1] is ' ' or '.' or '-')
            end--;
        var start = end;
        while (start > 0 && end - start < MaxNeighbourLength && IsLetter(Text[start - 1]))
            start--;
        return Text[start..end];
    }

    /// <summary>The word that begins at <paramref name="at"/> or behind the spaces there; or "".</summary>
    public string WordAfter(int at)
    {
        while (at < Text.Length && Text[at] == ' ')
            at++;
        return LettersAt(at);
    }

    /// <summary>The letters from <paramref name="at"/> on.</summary>
    public string LettersAt(int at)
    {
        var end = at;
        while (end < Text.Length && end - at < MaxNeighbourLength && IsLetter(Text[end]))
            end++;
        return at < Text.Length ? Text[at..end] : "";
    }

    /// <summary>At most <paramref name="length"/> characters before <paramref name="at"/>.</summary>
    public ReadOnlySpan<char> Before(int at, int length) => Text.AsSpan(Math.Max(0, at - length), Math.Min(at, length));

    /// <summary>True when a word or number could begin there: no letter or digit before it.</summary>
    public bool IsTokenStart(int at) => !IsLetterOrDigit(this[at - 1]);

    /// <summary>True when a word or number could end there.</summary>
    public bool IsTokenEnd(int at) => !IsLetterOrDigit(this[at]);

    public static bool IsLetter(char c) => char.IsAsciiLetter(c);

    public static bool IsDigit(char c) => char.IsAsciiDigit(c);

    public static bool IsLetterOrDigit(char c) => char.IsAsciiLetterOrDigit(c);

    public static bool IsCapital(char c) => char.IsAsciiLetterUpper(c);
}
