using System.Text.RegularExpressions;
using Timbre.Text.Normalising.Context;

namespace Timbre.Text.Normalising.Verbalizers;

/// <summary>Date and time in one (ISO 8601, RFC 3339): 2024-03-01T15:30:00Z, 2024-03-01 09:05:07+02:00.</summary>
internal static partial class TimeStamps
{
    public static int Read(NormaliserContext context, int at)
    {
        var match = Stamp().Match(context.Text, at);
        if (!match.Success || !context.IsTokenStart(at)
            || Dates.Words(Number(match, "year"), Number(match, "month"), Number(match, "day")) is not { } date
            || Number(match, "hour") > 24 || Number(match, "minute") > 59 || Number(match, "second") > 60)
            return 0;
        var time = Times.OfDay(Number(match, "hour"), Number(match, "minute"), Number(match, "second"));
        return context.Append(at, at + match.Length, $"{date} {time}{Zone(match)}");
    }

    private static string Zone(Match match)
    {
        if (!match.Groups["zone"].Success)
            return "";
        if (match.Groups["zone"].Value is "Z" or "z")
            return " u t c";
        var (sign, hours, minutes) = (match.Groups["sign"].Value, match.Groups["hours"].Value, match.Groups["minutes"].Value);
        return $" {TimeZones.Offset(sign, hours, minutes, withUnit: true)}";
    }

    private static int Number(Match match, string group) => match.Groups[group].Success ? int.Parse(match.Groups[group].Value) : 0;

    [GeneratedRegex(@"\G(?<year>[12][0-9]{3})-(?<month>[0-9]{2})-(?<day>[0-9]{2})(?:[Tt]|, ?| )(?<hour>[0-9]{2}):(?<minute>[0-9]{2})"
        + @"(?::(?<second>[0-9]{2})(?:[.,][0-9]{1,9})?)?(?![0-9:])(?! ?[AaPp]\.?[Mm])"
        + @"(?<zone>[Zz](?![A-Za-z])| ?(?<sign>[+-])(?<hours>[0-9]{2}):?(?<minutes>[0-9]{2})?(?![0-9]))?")]
    private static partial Regex Stamp();
}
