using System.Text.RegularExpressions;
using Timbre.Text.Normalising.Context;
using Timbre.Text.Normalising.Folding;
using Timbre.Text.Normalising.NumberWords;

namespace Timbre.Text.Normalising.Verbalizers;

/// <summary>Powers: x², 10⁻³, (a+b)^2, x^-1, 2^n, 6.02×10^23.</summary>
internal static partial class Exponents
{
    /// <summary>"squared", "cubed", "to the power of minus one".</summary>
    /// <param name="exponent">A sign or none, and digits.</param>
    public static string Words(string exponent) => exponent switch
    {
        "2" => "squared",
        "3" => "cubed",
        ['-', ..] => $"to the power of minus {Cardinals.Of(exponent[1..])}",
        _ => $"to the power of {Cardinals.Of(exponent.TrimStart('+'))}",
    };

    /// <summary>
    /// Digits that stand high behind a number, a letter or a bracket; the answer is <paramref name="at"/> where there are none.
    /// </summary>
    public static int ReadSuperscript(NormaliserContext context, int at)
    {
        var length = TypographicMarks.SuperscriptLength(context.Text, at);
        var digits = string.Concat(Enumerable.Range(at, length).Select(i => TypographicMarks.SuperscriptDigit(context[i])));
        if (digits.Length == 0)
            return length == 0 ? at : context.Append(at, at + length, context[at] == '⁺' ? "plus" : "minus");
        return context.Append(at, at + length, Words(context[at] == '⁻' ? $"-{digits}" : digits));
    }

    /// <summary>What a caret raises to: ^2, ^-1, ^n, ^(n+1), ^{-3}; 0 where there is no such thing.</summary>
    public static int ReadCaret(NormaliserContext context, int at)
    {
        if (!NormaliserContext.IsLetterOrDigit(context[at - 1]) && context[at - 1] is not (')' or ']' or '}' or '|' or '\''))
            return 0;
        var match = Number().Match(context.Text, at);
        if (match.Success)
            return context.Append(at, at + match.Length, Words($"{match.Groups[1].Value}{match.Groups[2].Value}"));
        return Open().IsMatch(context.Text, at)
            ? context.Append(at, at + 1, "to the power of") + (context[at + 1] is '-' ? Minus(context, at + 1) : 0)
            : 0;
    }

    /// <summary>6.02×10^23, 3 x 10⁸, 10⁻³.</summary>
    public static int ReadScientific(NormaliserContext context, int at)
    {
        var match = TimesPowerOfTen().Match(context.Text, at);
        if (!match.Success || !context.IsTokenStart(at))
            return 0;
        context.Append(at, match.Groups[2].Index, $"{Decimals.Of(match.Groups[1].Value)} times ten");
        var end = match.Groups[2].Value == "^"
            ? ReadCaret(context, match.Groups[2].Index)
            : ReadSuperscript(context, match.Groups[2].Index);
        return Measures.MatchUnit(context, end) is { } unit && context[end] == ' '
            ? context.Append(end, unit.End, unit.Unit.Plural)
            : end;
    }

    private static int Minus(NormaliserContext context, int at) => context.Append(at, at + 1, "minus") - at;

    [GeneratedRegex(@"\G\^[({]?([-+]?)([0-9]{1,6})(?![0-9]|\.[0-9])[)}]?")]
    private static partial Regex Number();

    [GeneratedRegex(@"\G\^(?:[({]?-?[A-Za-z0-9]|[({])")]
    private static partial Regex Open();

    [GeneratedRegex(@"\G([0-9]{1,12}(?:\.[0-9]{1,12})?) ?[×x*·] ?10(\^(?=[({]?[-+]?[0-9])|(?=[⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻]))")]
    private static partial Regex TimesPowerOfTen();
}
