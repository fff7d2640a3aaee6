using System.Text.RegularExpressions;
using Timbre.Text.Normalising.Context;
using Timbre.Text.Normalising.NumberWords;
using Timbre.Text.Normalising.Words;

namespace Timbre.Text.Normalising.Verbalizers;

/// <summary>Time zones by their offset: GMT-5, UTC+5:30.</summary>
internal static partial class TimeZones
{
    public static int Read(NormaliserContext context, int at)
    {
        var match = Zone().Match(context.Text, at);
        return match.Success && context.IsTokenStart(at)
            ? context.Append(
                at, at + match.Length,
                $"{LetterNames.Spell(match.Groups[1].Value)} {Offset(match.Groups[2].Value, match.Groups[3].Value, match.Groups[4].Value)}")
            : 0;
    }

    /// <summary>"plus five thirty", "minus two hours".</summary>
    /// <param name="sign">+ or -.</param>
    /// <param name="hours">One or two digits.</param>
    /// <param name="minutes">Two digits or none.</param>
    /// <param name="withUnit">Whether whole hours are said to be hours.</param>
    public static string Offset(string sign, string hours, string minutes, bool withUnit = false)
    {
        var hour = int.Parse(hours);
        var rest = minutes.Length > 0 && minutes != "00" ? $" {Digits.OhBelowTen(int.Parse(minutes))}"
            : withUnit ? hour == 1 ? " hour" : " hours"
            : "";
        return $"{(sign == "-" ? "minus" : "plus")} {Cardinals.Of(hour)}{rest}";
    }

    [GeneratedRegex(@"\G(UTC|GMT) ?([+-])([01]?[0-9])(?::?([0-9]{2}))?(?![0-9A-Za-z])")]
    private static partial Regex Zone();
}
