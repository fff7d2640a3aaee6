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
            return (end,
                half.Length > 0
                    ? $"{Cardinals.Of(first)} {Minutes(second)} and {Count(int.Parse(match.Groups[3].Value), "second")}{half}"
                    : Duration(first, second, int.Parse(match.Groups[3].Value)));
        if (match.Groups[4].Success)
            return (end, $"{Cardinals.Of(first)} {Minutes(second)} point {Digits.Of(match.Groups[4].Value)}");
        if (first > 24)
            return (end, $"{Cardinals.Of(first)} {Minutes(second)}");
        return (end, (first, second, half) switch
        {
            (_, 0, { Length: > 0 }) => $"{Cardinals.Of(first)}{half}",
            (0, 0, _) => "midnight",
            ( <= 12, 0, _) => $"{Cardinals.Of(first)} o'clock",
            (_, 0, _) => $"{Cardinals.Of(first)} hundred",
            _ => $"{Cardinals.Of(first)} {Minutes(second)}{half}",
        });
    }

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

    [GeneratedRegex(@"\G([0-9]{1,2}) ?([AaPp])(?:\.[Mm]\.|[Mm](?![A-Za-z]))")]
    private static partial Regex HourOnly();
}
