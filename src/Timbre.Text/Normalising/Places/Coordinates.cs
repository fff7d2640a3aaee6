using System.Text.RegularExpressions;
using Timbre.Text.Normalising.Context;
using Timbre.Text.Normalising.NumberWords;

namespace Timbre.Text.Normalising.Places;

/// <summary>Latitudes and longitudes: 45°30'N, 40.7128° N.</summary>
internal static partial class Coordinates
{
    public static int Read(NormaliserContext context, int at)
    {
        var match = Angle().Match(context.Text, at);
        if (!match.Success)
            return 0;
        var words = $"{Decimals.Of(match.Groups[1].Value)} degrees{Part(match.Groups[2], "minute")}{Part(match.Groups[3], "second")}";
        var side = (match.Groups[4].Value + match.Groups[5].Value) switch
        {
            "N" => " north",
            "S" => " south",
            "E" => " east",
            "W" => " west",
            _ => "",
        };
        return context.Append(at, at + match.Length, $"{words}{side}");
    }

    private static string Part(Group group, string unit) =>
        group.Success ? $" {Decimals.Of(group.Value)} {unit}{(group.Value == "1" ? "" : "s")}" : "";

    [GeneratedRegex(@"\G([0-9]{1,3}(?:\.[0-9]{1,10})?)°(?: ?([0-9]{1,2}(?:\.[0-9]{1,6})?)'"
        + @"(?: ?([0-9]{1,2}(?:\.[0-9]{1,4})?)(?:""|''))?(?: ?([NSEW])(?![A-Za-z]))?|(?: ?([NSEW])(?![A-Za-z])))")]
    private static partial Regex Angle();
}
