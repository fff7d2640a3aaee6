using System.Text.RegularExpressions;

namespace Timbre.Models.Text.Normalising.Numbers;

/// <summary>How much of something.</summary>
/// <param name="End">Behind it in the text.</param>
/// <param name="Words">How it is said.</param>
/// <param name="IsOne">Whether what is counted stands in the singular: one, or a part of one.</param>
/// <param name="Written">The number as it is written, where it is one without a fraction.</param>
internal readonly record struct Amount(int End, string Words, bool IsOne, string Written);

/// <summary>Reads an amount at a place: 12, 1,250.5, .5, -3, 1 1/2, 2½, 3/4.</summary>
internal static partial class Amounts
{
    private static readonly int[] Parts = [2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 16, 20, 32, 64, 100];

    public static Amount? At(Page page, int at)
    {
        if (page[at] is '-' or '+' && (Page.IsDigit(page[at + 1]) || page[at + 1] == '.') && page.IsStart(at) && At(page, at + 1) is { } positive)
            return positive with { Words = $"{(page[at] == '-' ? "minus" : "plus")} {positive.Words}" };
        if (Fractions.Sign(page[at]) is { } sign)
            return new Amount(at + 1, Fractions.Of(sign.Over, sign.Under), true, "");

        var match = Number().Match(page.Text, at);
        if (!match.Success)
            return null;
        var end = at + match.Length;
        if (match.Value.Contains('.', StringComparison.Ordinal) || match.Length > 4)
            return new Amount(end, Decimals.Of(match.Value), false, match.Value);

        var whole = match.Value;
        if (Written(page, end, out var over, out var under, out var partEnd) && over is null)
            return Simple(whole, under) is { } simple && page[partEnd] != '/' ? new Amount(partEnd, simple, true, "") : new Amount(end, Cardinals.Of(whole), whole == "1", whole);
        if (Behind(page, end) is { } behind)
            return new Amount(behind.End, $"{Cardinals.Of(whole)} and {behind.Words}", false, "");
        return new Amount(end, Cardinals.Of(whole), whole == "1", whole);
    }

    /// <summary>3/4, but not 24/7.</summary>
    private static string? Simple(string over, string under) =>
        over[0] != '0' && under[0] != '0' && int.Parse(over) < int.Parse(under) && Parts.Contains(int.Parse(under)) ? Fractions.Of(int.Parse(over), int.Parse(under)) : null;

    /// <summary>/4 directly behind a number, or 3/4 one space behind it.</summary>
    private static bool Written(Page page, int at, out string? over, out string under, out int end)
    {
        var match = Part().Match(page.Text, at);
        (over, under, end) = (match.Groups[1].Success ? match.Groups[1].Value : null, match.Groups[2].Value, at + match.Length);
        return match.Success;
    }

    /// <summary>The part behind a whole number: ½, or 1/2 with a space or hyphen before it.</summary>
    private static (int End, string Words)? Behind(Page page, int at)
    {
        var from = page[at] == ' ' ? at + 1 : at;
        if (Fractions.Sign(page[from]) is { } sign)
            return (from + 1, Fractions.Of(sign.Over, sign.Under, behindWhole: true));
        if (!Written(page, at, out var over, out var under, out var end) || over is null || page[end] == '/' || Simple(over, under) is null)
            return null;
        return (end, Fractions.Of(int.Parse(over), int.Parse(under), behindWhole: true));
    }

    [GeneratedRegex(@"\G(?:(?:[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]+)(?:\.[0-9]+)?|\.[0-9]+)")]
    private static partial Regex Number();

    [GeneratedRegex(@"\G(?:[ -]([0-9]{1,2}))?/([0-9]{1,3})(?![0-9/:]|,[0-9])")]
    private static partial Regex Part();
}
