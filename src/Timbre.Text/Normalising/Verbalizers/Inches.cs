using System.Text.RegularExpressions;
using Timbre.Text.Normalising.Context;
using Timbre.Text.Normalising.NumberWords;

namespace Timbre.Text.Normalising.Verbalizers;

/// <summary>Inches, whose signs are a preposition and a mark that closes quotations elsewhere: 5 in. pipe, 55" TV.</summary>
internal static partial class Inches
{
    /// <summary>Words behind inches that name nothing so long.</summary>
    private static readonly HashSet<string> NeverMeasured = new(StringComparer.OrdinalIgnoreCase)
    {
        "wide", "tall", "long", "deep", "high", "thick", "in", "and", "or", "of", "by", "to", "is", "was", "are", "were", "at", "from",
        "on", "for", "with", "apart", "away", "below", "above", "each", "per", "across", "shorter", "taller", "longer", "wider", "but",
        "if", "than", "as", "the", "a", "an", "it", "he", "she", "they", "we", "you", "i", "that", "which", "when", "so", "then", "not",
        "x", "up", "down", "off", "out", "into", "behind", "under", "over", "between", "left", "too", "total", "more", "less",
    };

    /// <summary>The symbol " (inches) behind a number, where it closes no quotation.</summary>
    public static (int End, Unit Unit)? MatchSign(NormaliserContext context, int at)
    {
        if (context[at] != '"' || !NormaliserContext.IsDigit(context[at - 1]) && Fractions.FindSymbol(context[at - 1]) is null)
            return null;
        var start = at;
        while (start > 0 && at - start < 300 && context[start - 1] != '\n')
            start--;
        var open = false;
        for (var i = start; i < at; i++)
            open = context[i] == '"' ? !open && !NormaliserContext.IsDigit(context[i - 1]) : open;
        return open ? null : (at + 1, new Unit("inch", "inches"));
    }

    /// <summary>2in, 6 ft 2 in, 5 in. pipe; but not "5 in total".</summary>
    public static (int End, Unit Unit)? MatchWord(NormaliserContext context, int at, int from)
    {
        if (context[from] != 'i' || context[from + 1] != 'n' || !context.IsTokenEnd(from + 2) || context[from + 2] is '\'' or '-')
            return null;
        var isUnit = from == at || OfDimensions().IsMatch(context.Before(at, 12)) || context[from - 1] == '-'
            || context.LastWord is "feet" or "foot" || context[from + 2] is '²' or '³'
            || (context[from + 2] == '.' && context[from + 3] == ' ' && char.IsAsciiLetterLower(context[from + 4]));
        if (!isUnit)
            return null;
        return context[from + 2] switch
        {
            '²' => (from + 3, new Unit("square inch", "square inches")),
            '³' => (from + 3, new Unit("cubic inch", "cubic inches")),
            '.' when context[from + 3] == ' ' && char.IsAsciiLetterLower(context[from + 4]) => (from + 3, new Unit("inch", "inches")),
            _ => (from + 2, new Unit("inch", "inches")),
        };
    }

    /// <summary>Behind inches stands what is so long: 55" TV, 55" 4K TV, 8" x 10" frame; but not 12" wide, 12" or 14".</summary>
    public static bool IsBeforeNoun(NormaliserContext context, int at)
    {
        if (context[at] != ' ')
            return false;
        if (NormaliserContext.IsDigit(context[at + 1]))
            return NumberOfName().IsMatch(context.Text, at + 1);
        if (OtherSide().IsMatch(context.Text, at + 1))
            return true;
        var next = context.WordAfter(at);
        return next.Length > 0 && !NeverMeasured.Contains(next) && !next.EndsWith("ly", StringComparison.Ordinal);
    }

    /// <summary>10 x 5 x 2 in.</summary>
    [GeneratedRegex(@"[x×] ?[0-9.]{1,6}$")]
    private static partial Regex OfDimensions();

    [GeneratedRegex(@"\G[0-9]{1,4}[A-Za-z]")]
    private static partial Regex NumberOfName();

    [GeneratedRegex(@"\Gx [0-9.]{1,5}"" (?!wide|tall|long|deep|high|thick|x )[A-Za-z]")]
    private static partial Regex OtherSide();
}
