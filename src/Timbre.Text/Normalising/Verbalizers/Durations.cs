using System.Text.RegularExpressions;
using Timbre.Text.Normalising.Context;
using Timbre.Text.Normalising.NumberWords;

namespace Timbre.Text.Normalising.Verbalizers;

/// <summary>Durations in units that grow smaller: 1h 30m, 5m30s, 2 hrs 15 min, 3d 4h; and 5m ago.</summary>
internal static partial class Durations
{
    private static readonly string[] Units = ["year", "month", "week", "day", "hour", "minute", "second", "millisecond"];

    public static int Read(NormaliserContext context, int at)
    {
        if (!context.IsTokenStart(at))
            return 0;
        var match = Parts().Match(context.Text, at);
        if (!match.Success)
            return ReadAgo(context, at);
        var (numbers, units) = (match.Groups[1].Captures, match.Groups[2].Captures);
        var ranks = units.Select(unit => Rank(unit.Value)).ToArray();
        for (var i = 1; i < ranks.Length; i++)
        {
            if (ranks[i] <= ranks[i - 1])
                return 0;
        }

        return context.Append(
            at, at + match.Length, string.Join(' ', ranks.Select((rank, part) => Count(numbers[part].Value, Units[rank]))));
    }

    private static int ReadAgo(NormaliserContext context, int at)
    {
        var match = Ago().Match(context.Text, at);
        return match.Success
            ? context.Append(at, at + match.Length, Count(match.Groups[1].Value, Units[Rank(match.Groups[2].Value)]))
            : 0;
    }

    private static string Count(string number, string unit) => $"{Decimals.Of(number)} {unit}{(number == "1" ? "" : "s")}";

    private static int Rank(string unit) => unit[0] switch
    {
        'y' => 0,
        'w' => 2,
        'd' => 3,
        'h' => 4,
        's' => 6,
        _ => unit switch { "mo" or "mos" => 1, "ms" => 7, _ => 5 },
    };

    [GeneratedRegex(@"\G(?:,? ?(?<1>[0-9]{1,4}(?:\.[0-9]{1,3})?) ?(?<2>yrs?|y|mos?|wks?|w|d|hrs?|h|mins?|m|secs?|s|ms)(?![A-Za-z'])(?!/))"
        + @"{2,7}(?![A-Za-z0-9])")]
    private static partial Regex Parts();

    [GeneratedRegex(@"\G([0-9]{1,4}) ?(y|mo|w|d|h|m|s)(?= (?:ago|earlier|later)(?![A-Za-z]))")]
    private static partial Regex Ago();
}
