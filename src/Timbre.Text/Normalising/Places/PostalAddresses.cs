using System.Text.RegularExpressions;
using Timbre.Text.Normalising.Context;
using Timbre.Text.Normalising.NumberWords;

namespace Timbre.Text.Normalising.Places;

/// <summary>Numbers of houses, states and their postal codes: 221B Baker Street, Springfield, IL 62701.</summary>
internal static partial class PostalAddresses
{
    /// <summary>States that are words too: only a postal code behind them tells.</summary>
    private static readonly HashSet<string> AmbiguousStates = ["OK", "HI", "OH", "ME", "IN", "ID"];

    public static int ReadHouse(NormaliserContext context, int at) =>
        House().Match(context.Text, at) is { Success: true } house
            ? context.Append(at, at + house.Groups[1].Length, Digits.InPairs(house.Groups[1].Value))
            : 0;

    /// <summary>A state's letters, behind a place and a comma or before a postal code.</summary>
    public static int ReadState(NormaliserContext context, int at)
    {
        var match = State().Match(context.Text, at);
        if (!match.Success || UsStates.Name(match.Groups[1].Value) is not { } name)
            return 0;
        if (match.Groups[2].Success && (context[at - 2] == ',' || !AmbiguousStates.Contains(match.Groups[1].Value)))
        {
            context.Append(at, at + 2, name);
            return context.Append(at + 3, at + match.Length, Digits.Of(match.Groups[2].Value));
        }

        var isPlace = context[at - 1] == ' ' && context[at - 2] == ',' && !AmbiguousStates.Contains(match.Groups[1].Value)
            && context.WordBefore(at - 2) is { Length: > 1 } place && NormaliserContext.IsCapital(place[0])
            && char.IsAsciiLetterLower(place[^1]);
        return isPlace ? context.Append(at, at + 2, name) : 0;
    }

    [GeneratedRegex(@"\G([A-Z]{2})(?![A-Za-z0-9'])(?: ([0-9]{5}(?:-[0-9]{4})?)(?![0-9]))?")]
    private static partial Regex State();

    [GeneratedRegex(@"\G((?:[0-9]{1,2}(?= [NSEW]\.? )|[0-9]{3,5}))[A-Z]?,? (?:[NS]?[EW]\.? |[NS]\.? )?"
        + @"(?:(?:[A-Z][a-z]+\.?|[0-9]{1,3}(?:st|nd|rd|th)) ){1,3}"
        + @"(?:Street|St|Avenue|Ave|Road|Rd|Boulevard|Blvd|Drive|Dr|Lane|Ln|"
        + @"Court|Ct|Way|Place|Pl|Square|Sq|Highway|Hwy|Parkway|Pkwy|Terrace|Circle)(?![A-Za-z])")]
    private static partial Regex House();
}
