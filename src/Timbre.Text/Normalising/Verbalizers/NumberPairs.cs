using System.Text.RegularExpressions;
using Timbre.Text.Normalising.Context;
using Timbre.Text.Normalising.NumberWords;

namespace Timbre.Text.Normalising.Verbalizers;

/// <summary>Two numbers with a mark between them: 10-12, 3-1, 24/7, 120/80, 16:9, 9x13, 1914–1918.</summary>
internal static partial class NumberPairs
{
    public static int Read(NormaliserContext context, int at)
    {
        if (YearRange().Match(context.Text, at) is { Success: true } years)
            return context.Append(
                at, at + years.Length, $"{Years.Of(int.Parse(years.Groups[1].Value))} to {YearEnd(years.Groups[2].Value)}");
        if (Chain().Match(context.Text, at) is { Success: true } chain)
        {
            var groups = chain.Value.Split('-');
            var isNumber = groups.Any(group => group.Length > 2); // of a book, of a person; 4-4-2 is a row of small ones
            return context.Append(
                at, at + chain.Length, string.Join(' ', groups.Select(group => isNumber ? Digits.Of(group) : Cardinals.Of(group))));
        }

        if (TimesRange().Match(context.Text, at) is { Success: true } times)
            return context.Append(
                at, at + times.Length, $"{Decimals.Of(times.Groups[1].Value)} to {Decimals.Of(times.Groups[2].Value)} times");
        if (Power().Match(context.Text, at) is { Success: true } power)
            return context.Append(
                at, at + power.Length,
                $"{Decimals.Of(power.Groups[1].Value)} {Exponents.Words(power.Groups[2].Value + power.Groups[3].Value)}");
        if (Model().Match(context.Text, at) is { Success: true } model && context.IsTokenStart(at))
            return context.Append(
                at, at + model.Length, $"{Digits.InPairs(model.Groups[1].Value)} {Digits.InPairs(model.Groups[2].Value)}");
        if (TenFour().IsMatch(context.Text, at) && (context.IsSentenceStart || context.WordBefore(at) is "a" or "A"
            || TenFourBehind().IsMatch(context.Text, at)))
            return context.Append(at, at + 4, "ten four");
        if (TenTwenty().IsMatch(context.Text, at) && context.WordBefore(at) is "your" or "his" or "her" or "my" or "their" or "the")
            return context.Append(at, at + 5, "ten twenty");
        if (Scientific().Match(context.Text, at) is { Success: true } number)
            return context.Append(
                at, at + number.Length,
                $"{Decimals.Of(number.Groups[1].Value)} times ten to the power of {(number.Groups[2].Value == "-"
                    ? "minus "
                    : "")}{Cardinals.Of(number.Groups[3].Value)}");
        return Pair(context, at);
    }

    private static int Pair(NormaliserContext context, int at)
    {
        var match = TwoNumbers().Match(context.Text, at);
        if (!match.Success)
            return 0;
        var (first, mark, second, end) = (match.Groups[1].Value, match.Groups[2].Value[0], match.Groups[3].Value, at + match.Length);
        if (mark is '/' && Amounts.At(context, at) is { Written: "" } fraction)
            return context.Append(at, fraction.End, fraction.Words);
        var between = mark switch
        {
            '-' when first == second && first.Length == 2 => "", // fifty fifty
            '-' when context.WordAfter(end) is "punch" or "count" => "",
            '-' when IsSplit(first, second) && context.WordAfter(end) is "split" or "rule" or "chance" or "mix" or "ratio" or "deal" => "",
            '/' when IsSplit(first, second) => "", // the 80/20 rule
            '/' when first == second || (first, second) is ("24", "7") or ("9", "11") or ("7", "11") or ("20", "20") => "",
            '/' => " over",
            ':' when context.WordBefore(at) is { Length: > 1 } book && NormaliserContext.IsCapital(book[0]) => "", // chapter and verse
            ':' or '-' or '–' => " to",
            _ => " by",
        };
        var words = $"{ReadSide(first, mark)}{between} {ReadSide(second, mark)}";
        return Measures.MatchUnit(context, end) is { } unit
            ? context.Append(at, unit.End, $"{words} {Measures.Named(context, at, end, unit, isOne: false)}")
            : context.Append(at, end, words);
    }

    /// <summary>Two tens that make a hundred.</summary>
    private static bool IsSplit(string first, string second) =>
        first.Length == 2 && second.Length == 2 && first[1] == '0' && second[1] == '0' && first[0] + second[0] == '1' + '9';

    private static string ReadSide(string number, char mark) =>
        mark is 'x' or '×' && number.Length == 4 && number.All(char.IsAsciiDigit) ? Digits.InPairs(number) : Decimals.Of(number);

    private static string YearEnd(string digits) => digits.Length == 4 ? Years.Of(int.Parse(digits)) : Digits.OhBelowTen(int.Parse(digits));

    [GeneratedRegex(@"\G(1[0-9]{3}|20[0-9]{2})[-–—]((?:1[0-9]{3}|20[0-9]{2})|[1-9][0-9]|0[1-9])(?![0-9A-Za-z%,-]|\.[0-9])")]
    private static partial Regex YearRange();

    [GeneratedRegex(@"\G[0-9]{1,7}(?:-[0-9]{1,7}){2,5}(?![0-9A-Za-z-])")]
    private static partial Regex Chain();

    [GeneratedRegex(@"\G(7[0-9]7)-([0-9]{1,3})(?![0-9-]|\.[0-9])")]
    private static partial Regex Model();

    [GeneratedRegex(@"\G10-4(?![0-9A-Za-z-]|\.[0-9])")]
    private static partial Regex TenFour();

    /// <summary>2–3x per week.</summary>
    [GeneratedRegex(@"\G([0-9]{1,3}(?:\.[0-9])?)[-–]([0-9]{1,3}(?:\.[0-9])?)x"
        + "(?= (?:per|a|daily|weekly|monthly|each|faster|slower|more|less|as|the))")]
    private static partial Regex TimesRange();

    [GeneratedRegex(@"\G10-20(?= ?(?:$|[.?!,\n]))")]
    private static partial Regex TenTwenty();

    [GeneratedRegex(@"\G10-4,? (?:good|buddy|over|roger|copy|that|sir|dispatch)(?![A-Za-z])")]
    private static partial Regex TenFourBehind();

    [GeneratedRegex(@"\G([0-9]{1,12}(?:\.[0-9]{1,12})?)\^\{?([-+]?)([0-9]{1,4})\}?(?![0-9])")]
    private static partial Regex Power();

    [GeneratedRegex(@"\G([0-9]{1,12}(?:\.[0-9]{1,12})?)[eE]([-+]?)([0-9]{1,3})(?![0-9A-Za-z])")]
    private static partial Regex Scientific();

    [GeneratedRegex(@"\G(?!0x)([0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,12}(?:\.[0-9]{1,6})?)([-–/:x×])"
        + @"([0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,12}(?:\.[0-9]{1,6})?)(?![0-9]|[:/][0-9])")]
    private static partial Regex TwoNumbers();
}
