using System.Text.RegularExpressions;
using Timbre.Text.Normalising.Context;
using Timbre.Text.Normalising.NumberWords;
using Timbre.Text.Normalising.Words;

namespace Timbre.Text.Normalising.Verbalizers;

/// <summary>Times of day and durations: 3:45 pm, 15:30, 9am, 10:00, 1:02:33.</summary>
internal static partial class Times
{
    public static int Read(NormaliserContext context, int at)
    {
        if (ReadMilitary(context, at) is > 0 and var military)
            return military;
        if (ParseClock(context, at) is not ( > 0 and var end, { } words))
            return 0;

        context.Append(at, end, words);
        if (context[end - 1] == '.')
            SentenceEnds.CloseAfterStop(context, end);
        var dash = context[end] == ' ' && context[end + 1] is '-' or '–' && context[end + 2] == ' ' ? end + 1 : end;
        if (context[dash] is not ('-' or '–'))
            return end;
        var next = dash > end ? dash + 2 : dash + 1;
        return ParseClock(context, next) is ( > 0, not null) ? context.Append(end, next, "to") : end;
    }

    /// <summary>Reads the time at an index; 0 where there is none.</summary>
    public static (int End, string? Words) ParseClock(NormaliserContext context, int at)
    {
        var hour = HourOnly().Match(context.Text, at);
        if (hour.Success && int.Parse(hour.Groups[1].Value) is >= 1 and <= 12)
            return (at + hour.Length, $"{Cardinals.Of(hour.Groups[1].Value)} {AmPm(hour.Groups[2].Value)}");
        var match = Colons().Match(context.Text, at);
        if (!match.Success || int.Parse(match.Groups[2].Value) > 59)
            return (0, null);

        var (first, second, end) = (int.Parse(match.Groups[1].Value), int.Parse(match.Groups[2].Value), at + match.Length);
        var half = match.Groups[5].Success ? $" {AmPm(match.Groups[5].Value)}" : "";
        if (match.Groups[3].Success)
        {
            var seconds = int.Parse(match.Groups[3].Value);
            return (end,
                half.Length > 0 ? $"{Cardinals.Of(first)} {Minutes(second)}{AndSeconds(seconds)}{half}"
                : IsTimeOfDay(context, at, end, match.Groups[1].Value) ? OfDay(first, second, seconds)
                : Duration(first, second, seconds));
        }

        if (match.Groups[4].Success)
            return (end, $"{Cardinals.Of(first)} {Minutes(second)} point {Digits.Of(match.Groups[4].Value)}");
        if (first > 24)
            return (end, $"{Cardinals.Of(first)} {Minutes(second)}");
        var isBeforeZone = half.Length == 0 && first is > 0 and <= 12 && ZoneBehind().IsMatch(context.Text, end);
        return (end,
            second == 0 && half.Length > 0 ? $"{Cardinals.Of(first)}{half}"
            : isBeforeZone && second == 0 && context[at] != '0' ? $"{Cardinals.Of(first)} o'clock"
            : $"{OfDay(first, second, 0)}{half}");
    }

    /// <summary>A time of day by the clock of 24 hours.</summary>
    public static string OfDay(int hour, int minute, int second) => (hour, minute) switch
    {
        (0, 0) => "midnight",
        ( <= 12, 0) => $"{Cardinals.Of(hour)} o'clock",
        (_, 0) => $"{Cardinals.Of(hour)} hundred",
        _ => $"{Cardinals.Of(hour)} {Minutes(minute)}",
    } + AndSeconds(second);

    /// <summary>1300 hours, 0630 hours: military time.</summary>
    public static int ReadMilitary(NormaliserContext context, int at)
    {
        var match = Military().Match(context.Text, at);
        if (!match.Success || !context.IsTokenStart(at))
            return 0;
        var (hour, minute) = (match.Groups[1].Value, int.Parse(match.Groups[2].Value));
        if (minute == 0 && hour is "10" or "20"
            && !(context.WordBefore(at) is "at" or "At" or "by" or "until" or "before" or "after" or "from" or "to" or "since"))
            return 0; // 1000 and 2000 are round numbers
        var words = $"{(hour[0] == '0' ? $"zero {Cardinals.Of(hour[1..])}" : Cardinals.Of(hour))} {Minutes(minute)}";
        return context.Append(at, at + match.Groups[1].Length + match.Groups[2].Length, words);
    }

    /// <summary>
    /// Three parts are a time of day before a time zone, behind "at" and the like, and where the hour has a zero in front.
    /// </summary>
    private static bool IsTimeOfDay(NormaliserContext context, int at, int end, string hour) =>
        int.Parse(hour) <= 24
            && (ZoneBehind().IsMatch(context.Text, end) || context.WordBefore(at) is "at" or "At" or "since" or "until" or "by"
            || (hour is ['0', not '0'] && context.WordBefore(at) is not ("of" or "time" or "duration" or "in")));

    private static string AndSeconds(int seconds) => seconds == 0 ? "" : $" and {Count(seconds, "second")}";

    private static string Duration(int hours, int minutes, int seconds) =>
        string.Join(
            ' ', new[] {
                Count(hours, "hour"), Count(minutes, "minute"), Count(seconds, "second")
            }.Where(part => part.Length > 0)) is { Length: > 0 } words
            ? words
            : "zero seconds";

    private static string Count(int value, string unit) => value == 0 ? "" : $"{Cardinals.Of(value)} {unit}{(value == 1 ? "" : "s")}";

    private static string Minutes(int minutes) => minutes == 0 ? "hundred" : Digits.OhBelowTen(minutes);

    private static string AmPm(string letter) => letter is "a" or "A" ? "ay m" : "p m";

    [GeneratedRegex(@"\G([0-9]{1,2}):([0-9]{2})(?::([0-9]{2})(?![0-9])|\.([0-9]{1,3}))?(?![0-9]|:[0-9])"
        + @"(?: ?([AaPp])(?:\.?[Mm](?![A-Za-z])\.?))?")]
    private static partial Regex Colons();

    [GeneratedRegex(@"\G ?(?:UTC|GMT|Z(?![a-z])|[ECMP][SD]T|CES?T|BST|IST|JST|AES?T|PT|ET|CT|MT|hrs|local time)(?![A-Za-z])")]
    private static partial Regex ZoneBehind();

    [GeneratedRegex(@"\G([01][0-9]|2[0-3])([0-5][0-9])(?= ?(?:hours|hrs|h)(?![A-Za-z]))")]
    private static partial Regex Military();

    [GeneratedRegex(@"\G([0-9]{1,2}) ?([AaPp])(?:\.[Mm]\.|[Mm](?![A-Za-z]))")]
    private static partial Regex HourOnly();
}
