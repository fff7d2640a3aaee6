using System.Text.RegularExpressions;
using Timbre.Models.Text.Normalising.Folding;
using Timbre.Models.Text.Normalising.Numbers;

namespace Timbre.Models.Text.Normalising.Figures;

/// <summary>Amounts of a unit: 5 km, 60 km/h, 5-10%, 5'10", a 12" pan, 2 million.</summary>
internal static partial class Measures
{
    public static int Read(Page page, int at)
    {
        if (Height(page, at) is > 0 and var height)
            return height;
        if (Amounts.At(page, at) is not { } amount)
            return 0;

        var (words, end, isOne) = (amount.Words, amount.End, amount.IsOne);
        if (page[end] is '-' or '–' && Amounts.At(page, end + 1) is { Words: var upTo } second && !upTo.StartsWith("minus", StringComparison.Ordinal))
            (words, end, isOne) = ($"{words} to {upTo}", second.End, false);
        if (Scale().Match(page.Text, end) is { Success: true } scale)
            (words, end, isOne) = ($"{words} {scale.Groups[1].Value}", end + scale.Length, false);
        if (Match(page, end) is not { } match)
            return Thousands().Match(page.Text, end) is { Success: true } scaled && Page.IsDigit(page[end - 1]) ? page.Say(at, end + scaled.Length, $"{words} {Named(scaled.Value)}") : 0;

        return page.Say(at, match.End, $"{words} {Named(page, at, end, match, isOne)}");
    }

    /// <summary>The unit at <paramref name="at"/>, with a space or a hyphen before it or none, powers and "per" included.</summary>
    public static (int End, Unit Unit)? Match(Page page, int at)
    {
        var from = page[at] is ' ' or '-' ? at + 1 : at;
        if (Inches(page, at) is { } inches)
            return inches;
        var sign = Sign().Match(page.Text, from);
        if (!sign.Success || Units.Find(sign.Value) is not { } unit || (from > at && sign.Value is "s" or "J" or "N" && page[from + 1] == '.'))
            return null;
        var end = from + sign.Length;
        if (Power(page, end) is { } power)
            (unit, end) = (new Unit($"{power} {unit.One}", $"{power} {unit.Many}"), end + 1);
        if (page[end] == '/' && Sign().Match(page.Text, end + 1) is { Success: true } under && Units.Find(under.Value) is { } per)
        {
            end += 1 + under.Length;
            var below = Marks.High(page[end]) switch
            {
                '2' => per.One == "second" ? "second squared" : $"square {per.One}",
                '3' => $"cubic {per.One}",
                _ => per.One,
            };
            end += below != per.One ? 1 : 0;
            unit = new Unit($"{unit.One} per {below}", $"{unit.Many} per {below}");
        }

        if (!page.IsEnd(end) || (Page.IsLetter(page[end - 1]) && page[end] == '\'' && Page.IsLetter(page[end + 1])))
            return null;
        return (page[end] == '.' && page[end + 1] == ' ' && char.IsAsciiLetterLower(page[end + 2]) ? end + 1 : end, unit);
    }

    /// <summary>40k, 5M, 2.7bn.</summary>
    private static string Named(string scale) => scale switch { "k" => "thousand", "M" or "mn" => "million", _ => "billion" };

    /// <summary>"a five kilometer run", "one kilometer", "five kilometers".</summary>
    private static string Named(Page page, int at, int amountEnd, (int End, Unit Unit) match, bool isOne)
    {
        var isBefore = page[match.End] == ' ' && char.IsAsciiLetterLower(page[match.End + 1]) && page.After(match.End) != "of";
        var isAdjective = isBefore && (page[amountEnd] == '-' || page[match.End - 1] == '"' || page.Before(at) is "a" or "A" or "an" or "An");
        return isOne || isAdjective ? match.Unit.One : match.Unit.Many;
    }

    /// <summary>The sign " behind a number, where it closes no quotation.</summary>
    private static (int End, Unit Unit)? Inches(Page page, int at)
    {
        if (page[at] != '"' || !Page.IsDigit(page[at - 1]) && Fractions.Sign(page[at - 1]) is null)
            return null;
        var start = at;
        while (start > 0 && at - start < 300 && page[start - 1] != '\n')
            start--;
        var open = false;
        for (var i = start; i < at; i++)
            open = page[i] == '"' ? !open && !Page.IsDigit(page[i - 1]) : open;
        return open ? null : (at + 1, new Unit("inch", "inches"));
    }

    private static int Height(Page page, int at)
    {
        var match = FeetAndInches().Match(page.Text, at);
        return match.Success ? page.Say(at, at + match.Length, $"{Cardinals.Of(match.Groups[1].Value)} foot {Cardinals.Of(match.Groups[2].Value)}") : 0;
    }

    private static string? Power(Page page, int at) =>
        (Marks.High(page[at]) ?? (Page.IsLetter(page[at - 1]) && page.IsEnd(at + 1) ? page[at] : '\0')) switch { '2' => "square", '3' => "cubic", _ => null };

    [GeneratedRegex(@"\G(?:(?:fl|sq|cu)\.? [a-z]{1,2}|°[CF]?|%|‰|[μΩ]?[A-Za-z]{1,5}|Ω)(?![A-Za-z°%])")]
    private static partial Regex Sign();

    [GeneratedRegex(@"\G[ -](thousand|million|billion|trillion)(?= )")]
    private static partial Regex Scale();

    [GeneratedRegex(@"\G(?:k|M|mn|bn)(?![A-Za-z0-9])")]
    private static partial Regex Thousands();

    [GeneratedRegex(@"\G([0-9]{1,2})' ?([0-9]{1,2})(?:""|'')")]
    private static partial Regex FeetAndInches();
}
