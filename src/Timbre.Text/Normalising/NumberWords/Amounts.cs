using System.Text.RegularExpressions;
using Timbre.Text.Normalising.Context;

namespace Timbre.Text.Normalising.NumberWords;

/// <summary>A number with its spoken form.</summary>
/// <param name="End">Behind it in the text.</param>
/// <param name="Words">Its spoken form.</param>
/// <param name="IsSingular">Whether what is counted stands in the singular: one, or a part of one.</param>
/// <param name="Written">The number as it is written, where it is one without a fraction.</param>
internal readonly record struct Amount(int End, string Words, bool IsSingular, string Written);

/// <summary>Reads an amount at a place: 12, 1,250.5, .5, -3, 1 1/2, 2½, 3/4.</summary>
internal static partial class Amounts
{
    private static readonly int[] Denominators = [2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 16, 20, 32, 64, 100];

    public static Amount? At(NormaliserContext context, int at)
    {
        if (context[at] is '-' or '+' && (NormaliserContext.IsDigit(context[at + 1]) || context[at + 1] == '.') && context.IsTokenStart(at)
            && At(context, at + 1) is { } positive)
            return positive with { Words = $"{(context[at] == '-' ? "minus" : "plus")} {positive.Words}" };
        if (Fractions.FindSymbol(context[at]) is { } sign)
            return new Amount(at + 1, Fractions.Of(sign.Numerator, sign.Denominator), true, "");

        var match = Number().Match(context.Text, at);
        if (!match.Success)
            return null;
        var end = at + match.Length;
        if (match.Value.Contains('.', StringComparison.Ordinal) || match.Length > 4)
            return new Amount(end, Decimals.Of(match.Value), false, match.Value);

        var whole = match.Value;
        if (MatchFraction(context, end, out var numerator, out var denominator, out var partEnd) && numerator is null)
            return SimpleFraction(whole, denominator) is { } simple && context[partEnd] != '/'
                ? new Amount(partEnd, simple, true, "")
                : new Amount(end, Cardinals.Of(whole), whole == "1", whole);
        if (FractionAfter(context, end) is { } behind)
            return new Amount(behind.End, $"{Cardinals.Of(whole)} and {behind.Words}", false, "");
        return new Amount(end, Cardinals.Of(whole), whole == "1", whole);
    }

    /// <summary>3/4, but not 24/7.</summary>
    private static string? SimpleFraction(string numerator, string denominator) =>
        numerator[0] != '0' && denominator[0] != '0' && int.Parse(numerator) < int.Parse(denominator)
            && Denominators.Contains(int.Parse(denominator))
            ? Fractions.Of(int.Parse(numerator), int.Parse(denominator))
            : null;

    /// <summary>/4 directly behind a number, or 3/4 one space behind it.</summary>
    private static bool MatchFraction(NormaliserContext context, int at, out string? numerator, out string denominator, out int end)
    {
        var match = FractionPattern().Match(context.Text, at);
        (numerator, denominator, end) = (match.Groups[1].Success ? match.Groups[1].Value : null, match.Groups[2].Value, at + match.Length);
        return match.Success;
    }

    /// <summary>The part behind a whole number: ½, or 1/2 with a space or hyphen before it.</summary>
    private static (int End, string Words)? FractionAfter(NormaliserContext context, int at)
    {
        var from = context[at] == ' ' ? at + 1 : at;
        if (Fractions.FindSymbol(context[from]) is { } sign)
            return (from + 1, Fractions.Of(sign.Numerator, sign.Denominator, afterWhole: true));
        if (!MatchFraction(context, at, out var numerator, out var denominator, out var end) || numerator is null || context[end] == '/'
            || SimpleFraction(numerator, denominator) is null)
            return null;
        return (end, Fractions.Of(int.Parse(numerator), int.Parse(denominator), afterWhole: true));
    }

    [GeneratedRegex(@"\G(?:(?:[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]+)(?:\.[0-9]+)?|\.[0-9]+)")]
    private static partial Regex Number();

    [GeneratedRegex(@"\G(?:[ -]([0-9]{1,2}))?/([0-9]{1,3})(?![0-9/:]|,[0-9])")]
    private static partial Regex FractionPattern();
}
