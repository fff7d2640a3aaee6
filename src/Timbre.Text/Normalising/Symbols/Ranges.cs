using System.Text.RegularExpressions;
using Timbre.Text.Normalising.Context;
using Timbre.Text.Normalising.NumberWords;
using Timbre.Text.Normalising.Words;

namespace Timbre.Text.Normalising.Symbols;

/// <summary>The dash between two of a kind, which is "to": Jan–Mar, June 5–July 7, $10 – $20, 5% - 10%, 5km-10km, Mon - Fri, A–Z.</summary>
internal static partial class Ranges
{
    private const int LeftCharacters = 24;

    public static int Read(NormaliserContext context, int at)
    {
        var dash = Dash().Match(context.Text, at);
        if (!dash.Success || context.Tokens.Count == 0 || context.Tokens[^1].Word is null)
            return 0;
        var start = context[at - 1] == ' ' ? at - 1 : at;
        if ((context[at - 1] == ' ') != (context[at + 1] == ' '))
            return 0;
        var left = context.Before(start, LeftCharacters);
        var right = at + dash.Length;
        var isRange = IsCalendar(context, left, right) || IsSums(context, left, right) || IsMeasures(context, left, right)
            || IsLetters(context, start, right) || IsNoon(context, left, right)
            || IsNumerals(context, left, right) || IsNumbers(context, at, start, right);
        return isRange ? context.Append(at, right, "to") : 0;
    }

    /// <summary>Months, days of months and days of the week on both sides.</summary>
    private static bool IsCalendar(NormaliserContext context, ReadOnlySpan<char> left, int right)
    {
        if (MonthOrDayAt().IsMatch(context.Text, right))
            return EndsWithMonthOrDay().IsMatch(left) || EndsWithNumber().IsMatch(left) && !EndsWithWord().IsMatch(left);
        return NumberOfMonthAt().IsMatch(context.Text, right) && EndsWithDate().IsMatch(left);
    }

    /// <summary>Sums of money with a sign each.</summary>
    private static bool IsSums(NormaliserContext context, ReadOnlySpan<char> left, int right) =>
        SumAt().IsMatch(context.Text, right) && EndsWithSum().IsMatch(left);

    /// <summary>Numbers with a unit each.</summary>
    private static bool IsMeasures(NormaliserContext context, ReadOnlySpan<char> left, int right) =>
        MeasureAt().IsMatch(context.Text, right) && EndsWithMeasure().IsMatch(left)
            && !new Neighbours(context, context[right - 1] == ' ' ? right - 2 : right - 1).IsArithmetic;

    /// <summary>Single letters in the order of the alphabet, and no more of them: not S-O-S.</summary>
    private static bool IsLetters(NormaliserContext context, int start, int right)
    {
        var (first, last) = (context[start - 1], context[right]);
        return NormaliserContext.IsLetter(first) && NormaliserContext.IsLetter(last) && first < last
            && NormaliserContext.IsCapital(first) == NormaliserContext.IsCapital(last)
            && context.IsTokenStart(start - 1) && context[start - 2] is not ('-' or '\'' or '.')
            && context.IsTokenEnd(right + 1) && !(context[right + 1] == '.' && NormaliserContext.IsLetter(context[right + 2]))
            && context[right + 1] is not ('-' or '\'' or '=') && context[start - 2] is not '=';
    }

    /// <summary>noon–1 p.m., 10 a.m.–noon.</summary>
    private static bool IsNoon(NormaliserContext context, ReadOnlySpan<char> left, int right) =>
        (EndsWithNoon().IsMatch(left) && NormaliserContext.IsDigit(context[right]))
            || (context.WordAfter(right) is "noon" or "midnight" or "Noon" or "Midnight" && EndsWithHour().IsMatch(left));

    /// <summary>Roman numerals that grow.</summary>
    private static bool IsNumerals(NormaliserContext context, ReadOnlySpan<char> left, int right)
    {
        var start = left.Length;
        while (start > 0 && left.Length - start < 8 && NormaliserContext.IsLetter(left[start - 1]))
            start--;
        return RomanNumerals.Parse(left[start..].ToString()) is { } from && RomanNumerals.Parse(context.LettersAt(right)) is { } to
            && from < to;
    }

    /// <summary>Numbers with a space on both sides of the dash, where it does not subtract.</summary>
    private static bool IsNumbers(NormaliserContext context, int at, int start, int right) =>
        start < at && NormaliserContext.IsDigit(context[start - 1]) && NormaliserContext.IsDigit(context[right])
            && context[at] is '-' or '–' && !new Neighbours(context, at).IsArithmetic && !TimeAt().IsMatch(context.Text, right);

    [GeneratedRegex(@"(?:^|[^A-Za-z])(?:noon|midnight)$", RegexOptions.IgnoreCase)]
    private static partial Regex EndsWithNoon();

    [GeneratedRegex(@"[0-9] ?(?:[AaPp]\.?[Mm]\.?)?$")]
    private static partial Regex EndsWithHour();

    [GeneratedRegex(@"\G[-–—] ?(?![-–—])")]
    private static partial Regex Dash();

    [GeneratedRegex(@"\G(?:" + Calendar.MonthPattern + "|" + Calendar.WeekdayPattern + @"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)"
        + @"(?![A-Za-z])")]
    private static partial Regex MonthOrDayAt();

    [GeneratedRegex(@"(?:^|[^A-Za-z])(?:" + Calendar.MonthPattern + "|" + Calendar.WeekdayPattern
        + @"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\.?(?:,? [0-9]{1,4})?(?:st|nd|rd|th)?$")]
    private static partial Regex EndsWithMonthOrDay();

    [GeneratedRegex(@"(?:^|[^0-9])[0-9]{1,2}(?:st|nd|rd|th)?(?:,? [0-9]{4})?$")]
    private static partial Regex EndsWithNumber();

    [GeneratedRegex(@"(?:Chapter|Part|Week|Day|Lesson|Session|Room|#) ?[0-9]+$", RegexOptions.IgnoreCase)]
    private static partial Regex EndsWithWord();

    [GeneratedRegex(@"\G[0-9]{1,2}(?:st|nd|rd|th)?(?: of)? " + Calendar.MonthPattern + @"(?![A-Za-z])")]
    private static partial Regex NumberOfMonthAt();

    [GeneratedRegex(@"(?:^|[^A-Za-z])(?:" + Calendar.MonthPattern + @"\.?(?: [0-9]{1,4})?|[0-9]{1,2})$")]
    private static partial Regex EndsWithDate();

    [GeneratedRegex(@"\G(?:[A-Z]{0,3}[$€£¥₹₩₽₺₪₿] ?[0-9]|[0-9][0-9.,]*(?:k|K|m|M|bn|B)? ?(?:[€£¥₽₺₪$]|(?:EUR|USD|GBP|CHF)(?![A-Za-z])))")]
    private static partial Regex SumAt();

    [GeneratedRegex(@"(?:[$€£¥₹₩₽₺₪₿] ?[0-9][0-9.,]*(?: ?(?:k|K|m|M|mn|bn|B|tn|T|thousand|million|billion|trillion))?"
        + @"|[0-9] ?(?:[€£¥₽₺₪$]|EUR|USD|GBP|CHF))$")]
    private static partial Regex EndsWithSum();

    [GeneratedRegex(@"\G[-+]?[0-9][0-9.,]* ?(?:%|°|""|'|[μ]?[A-Za-zΩ]{1,4}(?:/[a-z]{1,2})?(?![A-Za-z]))")]
    private static partial Regex MeasureAt();

    [GeneratedRegex(@"[0-9] ?(?:%|°[CF]?|""|'|[μ]?[A-Za-zΩ]{1,4}(?:/[a-z]{1,2})?[²³]?)$(?<!(?:st|nd|rd|th|and|for|in|at|on|the|of|to|is))")]
    private static partial Regex EndsWithMeasure();

    [GeneratedRegex(@"\G[0-9]{1,2}:[0-9]{2}")]
    private static partial Regex TimeAt();
}
