using System.Text.RegularExpressions;
using Timbre.Models.Text.Normalising.Folding;
using Timbre.Models.Text.Normalising.Numbers;

namespace Timbre.Models.Text.Normalising.Figures;

/// <summary>Numbers by themselves: ordinals, decades, years, numbers that are names, and the rest.</summary>
internal static partial class Numerals
{
    /// <summary>What is numbered as a name is: the digits come in pairs.</summary>
    private static readonly HashSet<string> Named = new(StringComparer.OrdinalIgnoreCase)
    {
        "flight", "room", "route", "highway", "hwy", "interstate", "boeing", "airbus", "error", "port", "area", "bus", "channel", "suite", "apartment",
        "apt", "extension", "ext", "rtx", "gtx", "exit", "status", "http", "code", "unit", "train", "gate", "locker", "cell", "rt", "rm", "building", "xbox",
    };

    private static readonly HashSet<string> NoPlurals = ["was", "is", "has", "as", "its", "this", "his", "us", "does", "always", "perhaps", "thus", "towards", "besides", "across", "unless", "less"];

    private static readonly HashSet<string> Telling = new(StringComparer.OrdinalIgnoreCase) { "the", "early", "mid", "late", "his", "her", "their", "my", "your", "in" };

    public static int Read(Page page, int at)
    {
        if (Decade().Match(page.Text, at) is { Success: true } decade)
            return page.Say(at, at + decade.Length, Decades(decade.Groups[1].Value));
        if (ShortYear().Match(page.Text, at) is { Success: true } year)
            return page.Say(at, at + year.Length, Digits.OhBelowTen(int.Parse(year.Groups[1].Value)));
        if (Versions().Match(page.Text, at) is { Success: true } version && page.IsEnd(at + version.Length))
            return page.Say(at, at + version.Length, Version(version.Value));
        if (Bare().Match(page.Text, at) is { Success: true } bare)
            return Power(page, page.Say(at, at + bare.Length, Bare(page, at, bare.Value)));
        return Amounts.At(page, at) is { } amount ? Power(page, page.Say(at, amount.End, amount.Words)) : 0;
    }

    /// <summary>22nd.</summary>
    public static int ReadOrdinal(Page page, int at) =>
        Ordinal().Match(page.Text, at) is not { Success: true } ordinal ? 0
        : page.Say(at, at + ordinal.Length, Ordinals.Of(ordinal.Groups[1].Value)) is var end && page[end] is '-' or '–' && Ordinal().IsMatch(page.Text, end + 1) ? page.Say(end, end + 1, "to")
        : end;

    /// <summary>the 80s, the 1990s, before units are looked for; 30s by itself are seconds.</summary>
    public static int ReadDecade(Page page, int at)
    {
        var match = Decade().Match(page.Text, at);
        if (!match.Success || (match.Groups[1].Length < 4 && !Telling.Contains(page.Before(at))))
            return 0;
        return page.Say(at, at + match.Length, Decades(match.Groups[1].Value));
    }

    /// <summary>1.2.3 with points; four groups are an address and come digit by digit.</summary>
    public static string Version(string written)
    {
        var groups = written.Split('.');
        return string.Join(" point ", groups.Select(Cardinals.Of)) is var words && groups.Length == 4 ? string.Join(" dot ", groups.Select(Digits.Of)) : words;
    }

    private static string Bare(Page page, int at, string digits)
    {
        var before = page.Before(at);
        if (digits.Length == 4 && digits[0] == '0' && digits[1] != '0' && digits.EndsWith("00", StringComparison.Ordinal) && page.After(at + 4) == "hours")
            return $"zero {Cardinals.Of(digits[1..])}";
        if (digits.Length > 1 && digits[0] == '0')
            return Digits.Of(digits);
        if (digits.Length == 3 && page[at - 1] == '-' && Page.IsLetter(page[at - 2]))
            return Digits.InPairs(digits); // Blink-182
        if (digits.Length is 3 or 4 && (Named.Contains(before) || (page[at + digits.Length] == '(' && Page.IsLetter(page[at + digits.Length + 1]) && page[at + digits.Length + 2] == ')')))
            return Digits.InPairs(digits);
        if (digits.Length != 4 || (string.CompareOrdinal(digits, "2099") > 0 && before != "year"))
            return Cardinals.Of(digits);
        var next = page[at + 4] == ' ' ? page.After(at + 4) : "";
        var counts = next.Length > 2 && next[^1] == 's' && next[^2] != 's' && char.IsAsciiLetterLower(next[0]) && !NoPlurals.Contains(next) && before is not ("in" or "In" or "the" or "The" or "since" or "of");
        return counts ? Cardinals.Of(digits) : Years.Of(int.Parse(digits));
    }

    /// <summary>² and its like behind a number or a letter.</summary>
    public static int Power(Page page, int at)
    {
        var end = at;
        while (end - at < 6 && Marks.High(page[end]) is not null)
            end++;
        if (end == at)
            return at;
        var digits = string.Concat(Enumerable.Range(at, end - at).Select(i => Marks.High(page[i])));
        return page.Say(at, end, digits switch { "2" => "squared", "3" => "cubed", _ => $"to the power of {Cardinals.Of(digits)}" });
    }

    private static string Decades(string digits) => Years.Decade(int.Parse(digits)) ?? Years.Plural(digits.Length == 3 ? Digits.InPairs(digits) : Cardinals.Of(digits));

    [GeneratedRegex(@"\G([0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,12})(?:st|nd|rd|th|ST|ND|RD|TH)(?![A-Za-z0-9])")]
    private static partial Regex Ordinal();

    [GeneratedRegex(@"\G'?([0-9]{2,4})'?s(?![A-Za-z0-9])")]
    private static partial Regex Decade();

    [GeneratedRegex(@"\G'([0-9]{2})(?![A-Za-z0-9'])")]
    private static partial Regex ShortYear();

    [GeneratedRegex(@"\G[0-9]{1,6}(?:\.[0-9]{1,6}){2,5}(?!\.[0-9])")]
    private static partial Regex Versions();

    [GeneratedRegex(@"\G[0-9]+(?![0-9]|[.,][0-9]| ?[½⅓⅔¼¾⅛⅜⅝⅞⅕⅖⅗⅘⅙⅚]|/[0-9]|[ -][0-9]{1,2}/[0-9])")]
    private static partial Regex Bare();
}
