using System.Text.RegularExpressions;
using Timbre.Text.Normalising.Context;
using Timbre.Text.WordLists;

namespace Timbre.Text.Normalising.Places;

/// <summary>Points of the compass in addresses and names of places: 500 W. 5th St., N. Main, Ave NW, N. Korea.</summary>
internal static partial class Directions
{
    private static readonly WordList Lists = WordList.Load("places.txt");
    private static readonly HashSet<string> Places = [.. Lists.WordsOf("places with directions")];
    private static readonly HashSet<string> StreetNames = [.. Lists.WordsOf("names of streets")];
    private static readonly HashSet<string> StreetTypes = [.. Lists.WordsOf("kinds of streets")];

    public static int Read(NormaliserContext context, int at)
    {
        var match = Letters().Match(context.Text, at);
        if (!match.Success || !context.IsTokenStart(at) || context[at - 1] is '.' or '-' or '&' or '\'' or '/')
            return 0;
        var end = at + match.Length;
        var hasStop = context[end - 1] == '.';
        var isFromPlace = OfPlace().IsMatch(context.Text, end)
            && context.LastWord is "mile" or "miles" or "kilometers" or "blocks" or "block" or "just" or "due" or "yards"
            or "feet" or "meters";
        if (!isFromPlace && !IsBehindStreet(context, at) && !IsBeforePlace(context, at, end, hasStop))
            return 0;
        if (hasStop && context[end] is '\0' or '\n' && match.Length > 2 && IsBehindStreet(context, at))
            end--; // the full stop of the sentence
        return context.Append(at, end, Name(match.Value));
    }

    private static bool IsBehindStreet(NormaliserContext context, int at) =>
        context[at - 1] == ' ' && context[at - 2] is not (',' or ';')
            && (StreetTypes.Contains(context.LastWord) || NumberedRoad().IsMatch(context.Before(at, 20)));

    private static bool IsBeforePlace(NormaliserContext context, int at, int end, bool hasStop)
    {
        if (context[end] != ' ')
            return false;
        var next = context.LettersAt(end + 1);
        if (hasStop && (Places.Contains(next) || (StreetNames.Contains(next) && context.WordBefore(at) is "" or "on" or "On" or "at"
            or "of" or "and" or "to" or "near" or "from")))
            return true;
        if (Street().IsMatch(context.Text, end))
            return true;
        return context[at - 1] == ' ' && NormaliserContext.IsDigit(context[at - 2]) && Street().IsMatch(context.Text, end)
            || (context[at - 1] == ' ' && NormaliserContext.IsDigit(context[at - 2]) && hasStop && NextIsName(context, end));
    }

    private static bool NextIsName(NormaliserContext context, int end) =>
        NormaliserContext.IsCapital(context[end + 1]) || NormaliserContext.IsDigit(context[end + 1]);

    private static string Name(string letters) => string.Concat(letters.Where(char.IsAsciiLetter)) switch
    {
        "N" => "north",
        "S" => "south",
        "E" => "east",
        "W" => "west",
        "NE" => "northeast",
        "NW" => "northwest",
        "SE" => "southeast",
        _ => "southwest",
    };

    [GeneratedRegex(@"\G(?:[NS]\. ?[EW]\.|[NS][EW]\.?|[NSEW]\.?)(?![A-Za-z0-9'&/-])")]
    private static partial Regex Letters();

    [GeneratedRegex(@"\G of (?:the |[A-Z])")]
    private static partial Regex OfPlace();

    [GeneratedRegex(@"(?:(?<![A-Za-z])(?:I|US|SR)[ -]|(?:Route|Rte\.?|Highway|Hwy\.?|Interstate) )[0-9]{1,3}[A-Z]? $")]
    private static partial Regex NumberedRoad();

    [GeneratedRegex(@"\G (?:(?:[A-Z][a-z]+|[0-9]{1,3}(?:st|nd|rd|th))\.? ){1,2}"
        + @"(?:Street|St|Avenue|Ave|Road|Rd|Boulevard|Blvd|Drive|Dr|Lane|Ln|Court|Ct|Way|Place|Pl|Highway|Hwy|Parkway|Pkwy)(?![A-Za-z])")]
    private static partial Regex Street();
}
