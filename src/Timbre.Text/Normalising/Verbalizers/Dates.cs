using System.Text.RegularExpressions;
using Timbre.Text.Normalising.Context;
using Timbre.Text.Normalising.NumberWords;
using Timbre.Text.Normalising.Words;

namespace Timbre.Text.Normalising.Verbalizers;

/// <summary>Dates. Where day and month could be either, the month comes first, as Americans write; behind dots the day does.</summary>
internal static partial class Dates
{
    private static readonly HashSet<string> DateCues = new(StringComparer.OrdinalIgnoreCase)
    {
        "on", "by", "until", "till", "from", "since", "before", "after", "due", "through", "dated", "thru",
        "Mon", "Tue", "Tues", "Wed", "Thu", "Thurs", "Fri", "Sat", "Sun", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday",
        "Saturday", "Sunday",
    };

    public static int Read(NormaliserContext context, int at) =>
        NormaliserContext.IsDigit(context[at]) ? Iso(context, at) is > 0 and var iso ? iso
            : Numeric(context, at) is > 0 and var numeric ? numeric
            : DayFirst(context, at) is > 0 and var dayFirst ? dayFirst
            : MonthAndDay(context, at)
        : MonthFirst(context, at) is > 0 and var monthFirst ? monthFirst
        : Weekday(context, at) is > 0 and var weekday ? weekday
        : MonthAlone(context, at);

    /// <summary>"may fifth twenty twenty four"; null where there is no such day.</summary>
    public static string? Words(int year, int month, int day) =>
        month is < 1 or > 12 || day is < 1 or > 31 ? null : $"{Calendar.Month(month)} {Ordinals.Of(day)} {Years.Of(year)}";

    /// <summary>A year of two digits is of this century below 50.</summary>
    public static int FullYear(string digits) =>
        int.Parse(digits) is var year && digits.Length > 2 ? year : year < 50 ? 2000 + year : 1900 + year;

    private static int Iso(NormaliserContext context, int at)
    {
        var match = IsoDate().Match(context.Text, at);
        return match.Success && Words(Number(match, 1), Number(match, 3), Number(match, 4)) is { } words
            ? context.Append(at, at + match.Length, words)
            : 0;
    }

    private static int Numeric(NormaliserContext context, int at)
    {
        var match = NumericDate().Match(context.Text, at);
        if (!match.Success)
            return 0;
        var (first, second, isDotted) = (Number(match, 1), Number(match, 3), match.Groups[2].Value == ".");
        if (isDotted && match.Groups[4].Length < 4)
            return 0; // a version
        var dayFirst = isDotted ? second <= 12 : first > 12;
        return Words(FullYear(match.Groups[4].Value), dayFirst ? second : first, dayFirst ? first : second) is { } words
            ? context.Append(at, at + match.Length, words)
            : 0;
    }

    /// <summary>9/30 behind "on" and the like.</summary>
    private static int MonthAndDay(NormaliserContext context, int at)
    {
        if (DaysOfMonths().Match(context.Text, at) is { Success: true } both
            && Enumerable.Range(1, 4).Select(group => Number(both, group))
                .ToArray() is [>= 1 and <= 12, >= 1 and <= 31, >= 1 and <= 12, >= 1 and <= 31] days)
            return context.Append(
                at, at + both.Length,
                $"{Calendar.Month(days[0])} {Ordinals.Of(days[1])} to {Calendar.Month(days[2])} {Ordinals.Of(days[3])}");
        var match = DayOfMonth().Match(context.Text, at);
        return match.Success && Number(match, 1) is >= 1 and <= 12 && Number(match, 2) is >= 1 and <= 31
            && (context[at] == '0' || DateCues.Contains(context.WordBefore(at)))
            ? context.Append(at, at + match.Length, $"{Calendar.Month(Number(match, 1))} {Ordinals.Of(Number(match, 2))}")
            : 0;
    }

    private static int DayFirst(NormaliserContext context, int at)
    {
        if (DaysThenMonth().Match(context.Text, at) is { Success: true } days && Number(days, 1) is >= 1 and <= 31
            && Number(days, 2) is >= 1 and <= 31)
        {
            var the = context.WordBefore(at) is "the" or "The" ? "" : "the ";
            var ofYear = days.Groups[4].Success ? $" {Years.Of(Number(days, 4))}" : "";
            return context.Append(
                at, at + days.Length,
                $"{the}{Ordinals.Of(Number(days, 1))} to the {Ordinals.Of(Number(days, 2))} of {Calendar.Month(days.Groups[3].Value)}"
                    + ofYear);
        }

        var match = DayThenMonth().Match(context.Text, at);
        if (!match.Success || Number(match, 1) is < 1 or > 31
            || (match.Groups[3].Value == "May" && context.WordAfter(at + match.Length) is "I" or "we" or "you"))
            return 0;
        var isNamed = context.WordBefore(at) is "the" or "The" || (match.Groups[2].Success && context.IsSentenceStart);
        var year = match.Groups[4].Success ? $" {Years.Of(Number(match, 4))}" : "";
        return context.Append(
            at, at + match.Length,
            $"{(isNamed ? "" : "the ")}{Ordinals.Of(Number(match, 1))} of {Calendar.Month(match.Groups[3].Value)}{year}");
    }

    private static int MonthFirst(NormaliserContext context, int at)
    {
        var match = MonthThenDay().Match(context.Text, at);
        if (match.Success && Number(match, 2) is >= 1 and <= 31)
        {
            var upTo = match.Groups[3].Success ? $" to {Ordinals.Of(Number(match, 3))}" : "";
            var year = match.Groups[4].Success ? $" {Years.Of(Number(match, 4))}" : "";
            return context.Append(
                at, at + match.Length, $"{Calendar.Month(match.Groups[1].Value)} {Ordinals.Of(Number(match, 2))}{upTo}{year}");
        }

        match = MonthThenYear().Match(context.Text, at);
        return match.Success
            ? context.Append(at, at + match.Length, $"{Calendar.Month(match.Groups[1].Value)} {Years.Of(Number(match, 2))}")
            : 0;
    }

    /// <summary>Mon., Tues, Mon-Fri. "Sat" and "Sun" are words unless something shows that they are days.</summary>
    private static int Weekday(NormaliserContext context, int at)
    {
        var match = ShortWeekday().Match(context.Text, at);
        if (!match.Success)
            return 0;
        var (name, end) = (match.Groups[1].Value, at + match.Length);
        var isSure = name is not ("Sat" or "Sun") || (context[end - 1] == '.' && end < context.Text.Length)
            || DayFollows().IsMatch(context.Text, end) || (context.LastWord == "to" && RangeBefore().IsMatch(context.Before(at, 3)));
        if (!isSure)
            return 0;
        context.Append(at, end, Calendar.Weekday(name));
        if (context[end - 1] == '.' && context[end] is '\0' or '\n')
            context.AppendMark(end - 1, end, Timbre.Text.Scripts.PhraseEnd.Statement);
        return context[end] is '-' or '–' && ShortWeekday().IsMatch(context.Text, end + 1) ? context.Append(end, end + 1, "to") : end;
    }

    private static int MonthAlone(NormaliserContext context, int at)
    {
        var match = ShortMonth().Match(context.Text, at);
        if (!match.Success && RangeOfMonths().IsMatch(context.Before(at, 8)))
            match = MonthInRange().Match(context.Text, at);
        if (!match.Success)
            return 0;
        var end = at + match.Length;
        context.Append(at, end, Calendar.Month(match.Groups[1].Value));
        return context[end - 1] == '.' && context[end] is '\0' or '\n'
            ? context.AppendMark(end - 1, end, Timbre.Text.Scripts.PhraseEnd.Statement)
            : end;
    }

    private static int Number(Match match, int group) => int.Parse(match.Groups[group].Value);

    [GeneratedRegex(@"\G([12][0-9]{3})([-/])([0-9]{2})\2([0-9]{2})(?![0-9/-])")]
    private static partial Regex IsoDate();

    [GeneratedRegex(@"\G([0-9]{1,2})([/.-])([0-9]{1,2})\2([0-9]{4}|[0-9]{2})(?![0-9/-]|\.[0-9])")]
    private static partial Regex NumericDate();

    [GeneratedRegex(@"\G([0-9]{1,2})/([0-9]{1,2})(?![0-9/])")]
    private static partial Regex DayOfMonth();

    [GeneratedRegex(@"\G([0-9]{1,2})/([0-9]{1,2}) ?[-–] ?([0-9]{1,2})/([0-9]{1,2})(?![0-9/])")]
    private static partial Regex DaysOfMonths();

    [GeneratedRegex(@"\G([0-9]{1,2})(?:st|nd|rd|th)? ?[-–] ?([0-9]{1,2})(?:st|nd|rd|th)?(?: of)? (" + Calendar.MonthPattern
        + @")(?![A-Za-z])(?:,?[ ]([0-9]{4})(?![0-9:,]))?")]
    private static partial Regex DaysThenMonth();

    [GeneratedRegex(@"\G([0-9]{1,2})(st|nd|rd|th)?(?: of)?[ -](" + Calendar.MonthPattern
        + @")(?![A-Za-z])(?:\.(?= ))?(?:,?[ -]([0-9]{4})(?![0-9:,]))?")]
    private static partial Regex DayThenMonth();

    [GeneratedRegex(@"\G(" + Calendar.MonthPattern
        + @")\.? ([0-9]{1,2})(?:st|nd|rd|th)?(?![0-9A-Za-z:/%]|[.,][0-9])"
        + @"(?:[-–]([0-9]{1,2})(?:st|nd|rd|th)?(?![0-9A-Za-z:/]))?(?:,? ([0-9]{4})(?![0-9:,]))?")]
    private static partial Regex MonthThenDay();

    [GeneratedRegex(@"\G(" + Calendar.MonthPattern + @")\.?,? ([12][0-9]{3})(?![0-9A-Za-z:,]*[0-9A-Za-z])")]
    private static partial Regex MonthThenYear();

    [GeneratedRegex(@"\G(" + Calendar.WeekdayPattern + @")(?![A-Za-z'])\.?")]
    private static partial Regex ShortWeekday();

    [GeneratedRegex(@"\G(?:,? ?(?:[0-9]|at |&|" + Calendar.MonthPattern + @")|[-–/]|, " + Calendar.WeekdayPattern + @"(?![a-z]))")]
    private static partial Regex DayFollows();

    [GeneratedRegex(@"[-–—] ?$")]
    private static partial Regex RangeBefore();

    /// <summary>The month before a dash, with no more than a day between.</summary>
    [GeneratedRegex(@"(?:^|[^A-Za-z])" + Calendar.MonthPattern + @"\.?(?: [0-9]{1,2})? ?[-–—/] ?$")]
    private static partial Regex RangeOfMonths();

    [GeneratedRegex(@"\G(" + Calendar.MonthPattern + @")(?![A-Za-z'])\.?")]
    private static partial Regex MonthInRange();

    [GeneratedRegex(@"\G((?:Jan|Mar|Jun)(?=\.)|(?:Jan|Mar|Jun|May)(?=\.? ?[-–—/] ?" + Calendar.MonthPattern
        + @"(?![A-Za-z]))|(?:Feb|Apr|Jul|Aug|Sept|Oct|Nov|Dec)(?![A-Za-z']))\.?")]
    private static partial Regex ShortMonth();
}
