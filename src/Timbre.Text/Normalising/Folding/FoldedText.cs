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

    /// <summary>The unit; as a letter of a word it loses its ring.</summary>
    public const char Angstrom = 'Å';

    private readonly StringBuilder _folded = new();
    private readonly List<int> _starts = [];
    private readonly List<int> _ends = [];
    private string? _text;

    private bool _keepLines = true;
    private bool _isAfterEnclosedNumber;

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
    /// <param name="edits">What is read as something else, in order; none over an end of the part.</param>
    public static FoldedText Of(string whole, TextSpan part, bool keepLines = true, IReadOnlyList<TextEdit>? edits = null)
    {
        var folded = new FoldedText { _keepLines = keepLines };
        var at = part.Start;
        var edit = edits is null ? 0 : FirstFrom(edits, at);
        while (at < part.End)
        {
            if (edits is not null && edit < edits.Count && edits[edit].Source.Start == at)
            {
                at = edits[edit].Source.End;
                folded.FoldReplacement(edits[edit++]);
                continue;
            }

            if (GroupsDigits(whole, at, part.End))
            {
                folded.Append(',', at, ++at);
                continue;
            }

            if (IsAngstrom(whole, at, part.End))
            {
                folded.Append(Angstrom, at, ++at);
                continue;
            }

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

    /// <summary>The same with other characters in some places.</summary>
    /// <param name="edits">Ranges of this text and what stands there instead, in order.</param>
    public FoldedText With(IReadOnlyList<(int From, int To, string Instead)> edits)
    {
        var changed = new FoldedText { ForeignLetters = ForeignLetters, ForeignSample = ForeignSample };
        var at = 0;
        foreach (var (from, to, instead) in edits)
        {
            changed.CopyFrom(this, at, from);
            changed.Append(instead, _starts[from], _ends[to - 1]);
            at = to;
        }

        changed.CopyFrom(this, at, Text.Length);
        return changed;
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

    private static int FirstFrom(IReadOnlyList<TextEdit> edits, int start)
    {
        var (low, high) = (0, edits.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = edits[middle].Source.Start < start ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    /// <summary>A space that does not break a line, or a narrow one, before three digits of a number: 1 234 567.</summary>
    private static bool GroupsDigits(string whole, int at, int end)
    {
        if (whole[at] is not ('\u00A0' or '\u2007' or '\u2009' or '\u202F') || at == 0 || at + 3 >= end
            || whole.AsSpan(at + 1, 3).ContainsAnyExceptInRange('0', '9') || (at + 4 < end && char.IsAsciiDigit(whole[at + 4])))
            return false;
        var start = at;
        while (start > 0 && at - start < 5 && char.IsAsciiDigit(whole[start - 1]))
            start--;
        return at - start is >= 1 and <= 3 && (start == 0 || whole[start - 1] is not ('+' or '(' or '-'));
    }

    /// <summary>The letter, or the sign U+212B, by itself behind a number.</summary>
    private static bool IsAngstrom(string whole, int at, int end)
    {
        if (whole[at] is not (Angstrom or '\u212B') || (at + 1 < end && char.IsLetterOrDigit(whole[at + 1])))
            return false;
        var before = at > 0 && whole[at - 1] is ' ' or '\u00A0' or '\u2009' or '\u202F' or '-' ? at - 2 : at - 1;
        return before >= 0 && char.IsAsciiDigit(whole[before]);
    }

    private void FoldReplacement(TextEdit edit)
    {
        foreach (var rune in edit.Replacement.EnumerateRunes())
            Fold(rune, edit.Source.Start, edit.Source.End);
    }

    private void CopyFrom(FoldedText other, int from, int to)
    {
        for (var i = from; i < to; i++)
            Append(other.Text[i], other._starts[i], other._ends[i]);
    }

    private void Fold(Rune rune, int from, int to)
    {
        if (!rune.IsBmp)
        {
            if (rune.Value is < 0x1F3FB or > 0x1F3FF) // the shade of a skin
                Append(CompatibilitySigns.LetterOf(rune.Value) ?? (Rune.IsLetter(rune) ? CountForeign(rune) : rune.ToString()), from, to);
            return;
        }

        var c = (char)rune.Value;
        if (CompatibilitySigns.Number(c) is { } enclosed)
        {
            if (_folded.Length > 0 && char.IsAsciiLetterOrDigit(_folded[^1]))
                Append(' ', from, to);
            Append(enclosed.ToString(CultureInfo.InvariantCulture), from, to);
            _isAfterEnclosedNumber = true;
            return;
        }

        if (_isAfterEnclosedNumber && char.IsLetterOrDigit(c))
            Append(' ', from, to);
        _isAfterEnclosedNumber = false;
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
        else if ((LatinLetters.BaseLetters(c) ?? CompatibilitySigns.Letters(c)) is { } letters)
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
