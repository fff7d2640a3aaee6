using System.Globalization;
using System.Text;
using Timbre.Text.Scripts;

namespace Timbre.Text.Normalising.Folding;

/// <summary>A text in the letters that the rules read, each with the place that it came from.</summary>
/// <remarks>
/// Accents fall off, ligatures come apart, typographic marks become plain ones, spaces of all kinds become spaces or line ends; letters of
/// other alphabets become <see cref="ForeignLetter"/>.
/// </remarks>
internal sealed class FoldedText
{
    /// <summary>Stands for a letter that is not spoken.</summary>
    public const char ForeignLetter = '\uFFFC';

    private readonly StringBuilder _folded = new();
    private readonly List<int> _starts = [];
    private readonly List<int> _ends = [];
    private string? _text;

    private bool _keepLines = true;

    private FoldedText()
    {
    }

    public string Text => _text ??= _folded.ToString();

    /// <summary>The number of letters of other alphabets.</summary>
    public int ForeignLetters { get; private set; }

    /// <summary>The first of them, as they are written, at most twelve.</summary>
    public string ForeignSample { get; private set; } = "";

    /// <summary>A part of a text, its places in that text.</summary>
    /// <param name="keepLines">Whether line ends mean something; otherwise they are spaces.</param>
    public static FoldedText Of(string whole, TextSpan part, bool keepLines = true)
    {
        var folded = new FoldedText { _keepLines = keepLines };
        var at = part.Start;
        while (at < part.End)
        {
            var status = Rune.DecodeFromUtf16(whole.AsSpan(at, part.End - at), out var rune, out var length);
            var from = at;
            at += length;
            if (status != System.Buffers.OperationStatus.Done)
                continue; // half a surrogate pair: there is nothing to say
            if (rune.Value == '\r' && at < part.End && whole[at] == '\n')
                continue; // its line feed follows
            folded.Fold(rune, from, at);
        }

        return folded;
    }

    /// <summary>A replacement text: the source of every character is <paramref name="source"/>.</summary>
    public static FoldedText Substitute(string spoken, TextSpan source)
    {
        var folded = Of(spoken, new TextSpan(0, spoken.Length));
        for (var i = 0; i < folded._starts.Count; i++)
            (folded._starts[i], folded._ends[i]) = (source.Start, source.End);

        return folded;
    }

    /// <summary>The span of the source text from which a range of the folded text comes.</summary>
    public TextSpan SourceOf(int from, int to)
    {
        if (_starts.Count == 0)
            return default;
        from = Math.Clamp(from, 0, _starts.Count - 1);
        to = Math.Clamp(to, from + 1, _starts.Count);
        return new TextSpan(_starts[from], Math.Max(_starts[from], _ends[to - 1]) - _starts[from]);
    }

    private void Fold(Rune rune, int from, int to)
    {
        if (!rune.IsBmp)
        {
            Append(MathematicalAlphabet(rune.Value) ?? (Rune.IsLetter(rune) ? CountForeign(rune) : rune.ToString()), from, to);
            return;
        }

        var c = (char)rune.Value;
        if (c is >= ' ' and <= '~' and not '`')
            Append(c, from, to);
        else if (c is '\n' or '\r' or '\v' or '\f' or '\u0085' or '\u2028')
            Append(_keepLines ? '\n' : ' ', from, to);
        else if (c == '\u2029')
            Append(_keepLines ? "\n\n" : " ", from, to);
        else if (char.IsWhiteSpace(c))
            Append(' ', from, to);
        else if (TypographicMarks.Normalise(c) is { } mark)
            Append(mark, from, to);
        else if (LatinLetters.BaseLetters(c) is { } letters)
            Append(letters, from, to);
        else if (c is >= '\uFF01' and <= '\uFF5E')
            Append((char)(c - 0xFEE0), from, to); // the wide forms
        else if (TypographicMarks.SubscriptDigit(c) is { } low)
            Append(low, from, to);
        else if (CharUnicodeInfo.GetDecimalDigitValue(c) is >= 0 and var digit && TypographicMarks.SuperscriptDigit(c) is null)
            Append((char)('0' + digit), from, to);
        else if (!IsSilent(c))
            Append(char.IsLetter(c) && !GreekAlphabet.IsLetter(c) ? CountForeign(rune) : c.ToString(), from, to);
    }

    /// <summary>Accents by themselves, joiners and selectors, controls.</summary>
    private static bool IsSilent(char c) =>
        char.IsControl(c)
            || char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format;

    /// <summary>The mathematical alphabets, which people use as type faces: U+1D400 to U+1D6A3, digits from U+1D7CE.</summary>
    private static string? MathematicalAlphabet(int rune) => rune switch
    {
        >= 0x1D400 and <= 0x1D6A3 when (rune - 0x1D400) % 52 is var letter =>
            ((char)(letter < 26 ? 'A' + letter : 'a' + letter - 26)).ToString(),
        >= 0x1D7CE and <= 0x1D7FF => ((char)('0' + (rune - 0x1D7CE) % 10)).ToString(),
        _ => null,
    };

    private string CountForeign(Rune rune)
    {
        if (++ForeignLetters <= 12)
            ForeignSample += rune;
        return ForeignLetter.ToString();
    }

    private void Append(string characters, int from, int to)
    {
        foreach (var c in characters)
            Append(c, from, to);
    }

    private void Append(char c, int from, int to)
    {
        _folded.Append(c);
        _starts.Add(from);
        _ends.Add(to);
    }
}
