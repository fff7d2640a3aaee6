using System.Text.RegularExpressions;
using Timbre.Text.Normalising.Folding;

namespace Timbre.Text.Normalising.Verbalizers;

/// <summary>
/// Numbers as other countries write them, in the American form, before the rules read them: 1.234,56 · 27,50 € · 1,00,000 · 1 000 000 ·
/// 1'000'000.
/// </summary>
internal static partial class NumberFormats
{
    private const int ContextCharacters = 24; // before a number, where a telephone or a card may be named

    /// <summary>The text with commas between thousands and a point before the fraction.</summary>
    public static FoldedText ToAmerican(FoldedText text)
    {
        List<(int From, int To, string Instead)>? edits = null;
        foreach (Match match in Candidates().Matches(text.Text))
        {
            if (American(text.Text, match) is { } instead && instead != match.Value)
                (edits ??= []).Add((match.Index, match.Index + match.Length, instead));
        }

        return edits is null ? text : text.With(edits);
    }

    /// <summary>The American form of a number; null where it may be something else than a number.</summary>
    private static string? American(string text, Match match)
    {
        var groups = match.Groups;
        var (before, after) = (match.Index, match.Index + match.Length);
        if (groups["european"].Success || groups["grouped"].Success)
            return $"{WithCommas(groups["whole"].Value)}.{groups["part"].Value}";
        if (groups["points"].Success)
            return IsNetworkAddress(match.Value) ? null : WithCommas(match.Value);
        if (groups["spaced"].Success)
            return IsCode(text, before) ? null : Joined(groups["spacedwhole"].Value, groups["spacedpart"]);
        if (groups["apostrophes"].Success || groups["indian"].Success || groups["underscores"].Success)
            return WithCommas(match.Value);
        if (groups["comma"].Success)
            return IsBehindCurrency(text, before) || UnitBehind().IsMatch(text, after) ? match.Value.Replace(',', '.') : null;
        return WithCommas(match.Value); // 1.234 €
    }

    private static string Joined(string whole, Group part) => part.Success ? $"{WithCommas(whole)}.{part.Value}" : WithCommas(whole);

    private static string WithCommas(string number)
    {
        var digits = string.Concat(number.Where(char.IsAsciiDigit));
        for (var at = digits.Length - 3; at > 0; at -= 3)
            digits = digits.Insert(at, ",");
        return digits;
    }

    /// <summary>Four groups up to 255.</summary>
    private static bool IsNetworkAddress(string number) => number.Split('.') is { Length: 4 } parts
        && parts.All(part => int.Parse(part) <= 255);

    private static bool IsCode(string text, int at) => CodeBefore().IsMatch(text.AsSpan(Math.Max(0, at - ContextCharacters)..at));

    private static bool IsBehindCurrency(string text, int at) => CurrencyBefore().IsMatch(text.AsSpan(Math.Max(0, at - 5)..at));

    [GeneratedRegex(@"(?<![0-9A-Za-z.,'])(?:"
        + @"(?<european>(?<whole>[0-9]{1,3}(?:\.[0-9]{3}){1,8}),(?<part>[0-9]{1,4}))(?![0-9]|,[0-9])"
        + @"|(?<grouped>(?<whole>[0-9]{1,3}(?:,[0-9]{3}){1,8}),(?<part>[0-9]{2}))(?![0-9]|,[0-9])"
        + @"|(?<points>[0-9]{1,3}(?:\.[0-9]{3}){2,8})(?![0-9]|\.[0-9])"
        + @"|(?<apostrophes>[0-9]{1,3}(?:'[0-9]{3}){1,8})(?![0-9'])"
        + @"|(?<underscores>(?<!_)[1-9][0-9]{0,2}(?:_[0-9]{3}){1,8})(?![0-9A-Za-z_])"
        + @"|(?<indian>[0-9]{1,2}(?:,[0-9]{2}){1,6},[0-9]{3})(?![0-9]|,[0-9])"
        + @"|(?<spaced>(?<![0-9+/-] )(?<!\+)(?<spacedwhole>[1-9][0-9]{0,2}(?:(?: [0-9]{3}){2,8}|(?: 000){1,8}"
        + @"| [0-9]{3}(?=,[0-9]{1,2}(?![0-9])| (?:[a-z]{3,12}[a-rt-z]s)(?![A-Za-z])"
        + @"| ?(?:[€$£₽₴₺%]|(?:EUR|USD|CHF|PLN|SEK|NOK|DKK|kr|zl|km|kg|people|inhabitants)(?![A-Za-z])))))"
        + @"(?:,(?<spacedpart>[0-9]{1,2}))?)(?![0-9/:]|[.,][0-9]| [0-9])"
        + @"|(?<comma>[0-9]{1,7},(?:[0-9]{1,2}|[0-9]{4,6}))(?![0-9A-Z]|,[0-9]|-[0-9])"
        + @"|(?<pointed>[0-9]{1,3}\.[0-9]{3})(?= ?[€₽₴₺]| (?:EUR|PLN|SEK|NOK|DKK|kr|zl)(?![A-Za-z])))")]
    private static partial Regex Candidates();

    [GeneratedRegex(@"(?:[€£$¥₹₽₺₴₫₪]|(?:EUR|CHF|USD|GBP|BRL|kr) ?) ?-?$")]
    private static partial Regex CurrencyBefore();

    [GeneratedRegex(@"\G ?(?:[€£¥$₽₺₴₫₪%‰°]|(?:EUR|CHF|USD|GBP|PLN|SEK|NOK|DKK|kr|zl|euros?|k?m|cm|mm|kg|g|mg|l|L|ml|km/h|h|kWh|GB"
        + @"|MB|Mio|Mrd|"
        + @"million|billion|percent)(?![A-Za-z]))")]
    private static partial Regex UnitBehind();

    [GeneratedRegex(@"\b(?:call|dial|phone|tel|telephone|fax|mobile|cell|text|card|code|pin|otp|account|acct|no|number|id|ref|order"
        + @"|zip|iban)"
        + @"(?: (?:is|at|me|us|on|no|number|code))?[.:#]? ?#?$", RegexOptions.IgnoreCase)]
    private static partial Regex CodeBefore();
}
