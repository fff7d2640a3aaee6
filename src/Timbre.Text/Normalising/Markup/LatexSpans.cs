using System.Text.RegularExpressions;

namespace Timbre.Text.Normalising.Markup;

/// <summary>Formulas of LaTeX in a text: $x^2$, $$...$$, \(...\), \[...\]; sums of money are none.</summary>
internal static partial class LatexSpans
{
    private const int MaxLength = 1000;

    public static int Read(MarkupReader reader, int at)
    {
        var (open, close) = reader[at] == '\\'
            ? reader[at + 1] switch { '(' => (2, @"\)"), '[' => (2, @"\]"), _ => (0, "") }
            : reader[at + 1] == '$' ? (2, "$$") : (1, "$");
        if (open == 0)
            return 0;
        var start = at + open;
        var limit = Math.Min(reader.Part.End, start + MaxLength);
        var end = start >= limit ? -1 : reader.Text.IndexOf(close, start, limit - start, StringComparison.Ordinal);
        if (end <= start)
            return 0;
        var formula = reader.Text[start..end];
        var behind = end + close.Length;
        if (close == "$" && !IsFormula(formula, reader[behind]))
            return 0;
        return LatexFormula.Read(formula) is { Length: > 0 } words ? reader.Replace(at, behind, Separated(reader, at, behind, words)) : 0;
    }

    /// <summary>
    /// As in Pandoc the mark opens before no space, and closes behind none and before no digit; what stands between has a sign of
    /// mathematics or is short.
    /// </summary>
    private static bool IsFormula(string formula, char behind)
    {
        if (char.IsWhiteSpace(formula[0]) || char.IsWhiteSpace(formula[^1]) || char.IsLetterOrDigit(behind) || formula.Contains('\n'))
            return false;
        return Mathematics().IsMatch(formula);
    }

    private static string Separated(MarkupReader reader, int at, int behind, string words) =>
        $"{(char.IsLetterOrDigit(reader[at - 1]) ? " " : "")}{words}{(char.IsLetterOrDigit(reader[behind]) ? " " : "")}";

    [GeneratedRegex(@"[\\^_=<>{}≤≥+]|^[A-Za-z]{1,2}'?$|^-?[0-9]{0,4}[A-Za-z]$|^[A-Za-z]'{0,2}\([A-Za-z0-9, ]{1,10}\)$"
        + @"|^-?[0-9]+(?:\.[0-9]+)?$|^[A-Za-z] ?[-*/] ?[A-Za-z0-9]$")]
    private static partial Regex Mathematics();
}
