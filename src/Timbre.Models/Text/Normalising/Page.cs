using Timbre.Models.Text.Normalising.Folding;
using Timbre.Models.Text.Scripts;

namespace Timbre.Models.Text.Normalising;

/// <summary>A text under reading: what stands around a place, and what has been said of it so far.</summary>
internal sealed class Page(FoldedText folded)
{
    private const int MostLookedAt = 40; // letters of a neighbour

    public string Text => folded.Text;

    public List<Said> Said { get; } = [];

    /// <summary>Up to here nothing is an address.</summary>
    public int NoLinkBefore { get; set; }

    /// <summary>The character there; NUL outside the text.</summary>
    public char this[int at] => (uint)at < (uint)Text.Length ? Text[at] : '\0';

    /// <summary>Says words, separated by spaces, for what stands from <paramref name="from"/> to <paramref name="to"/>; the answer is the latter.</summary>
    public int Say(int from, int to, string words)
    {
        var source = folded.Origin(from, to);
        foreach (var word in words.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            Said.Add(new Said(word, PhraseEnd.None, source));
        return to;
    }

    /// <summary>A mark that may close a phrase.</summary>
    public int Close(int from, int to, PhraseEnd end)
    {
        Said.Add(new Said(null, end, folded.Origin(from, to)));
        return to;
    }

    /// <summary>Whether nothing has been said since the last end of a sentence.</summary>
    public bool IsSentenceStart => Said.Count == 0 || (Said[^1].Word is null && Said[^1].End >= PhraseEnd.Statement);

    /// <summary>The last word that was said in this sentence, or "".</summary>
    public string LastSaid => Said.Count > 0 && Said[^1].Word is { } word ? word : "";

    /// <summary>The word that ends before <paramref name="at"/>, as it is written, with nothing but spaces or a hyphen or a full stop between; or "".</summary>
    public string Before(int at)
    {
        var end = at;
        while (end > 0 && at - end < 3 && Text[end - 1] is ' ' or '.' or '-')
            end--;
        var start = end;
        while (start > 0 && end - start < MostLookedAt && IsLetter(Text[start - 1]))
            start--;
        return Text[start..end];
    }

    /// <summary>The word that begins at <paramref name="at"/> or behind the spaces there; or "".</summary>
    public string After(int at)
    {
        while (at < Text.Length && Text[at] == ' ')
            at++;
        return Letters(at);
    }

    /// <summary>The letters from <paramref name="at"/> on.</summary>
    public string Letters(int at)
    {
        var end = at;
        while (end < Text.Length && end - at < MostLookedAt && IsLetter(Text[end]))
            end++;
        return at < Text.Length ? Text[at..end] : "";
    }

    /// <summary>Whether a word or number could begin there: no letter or digit before it.</summary>
    public bool IsStart(int at) => !IsLetterOrDigit(this[at - 1]);

    /// <summary>Whether a word or number could end there.</summary>
    public bool IsEnd(int at) => !IsLetterOrDigit(this[at]);

    public static bool IsLetter(char c) => char.IsAsciiLetter(c);

    public static bool IsDigit(char c) => char.IsAsciiDigit(c);

    public static bool IsLetterOrDigit(char c) => char.IsAsciiLetterOrDigit(c);

    public static bool IsCapital(char c) => char.IsAsciiLetterUpper(c);
}
