using Timbre.Text.Normalising.Context;
using Timbre.Text.Normalising.Words;
using Timbre.Text.WordLists;

namespace Timbre.Text.Normalising.Places;

/// <summary>
/// "St." and "Dr." before names and behind them, and the kinds of streets that are abbreviated: Main St., Oak Dr., Elm Rd.
/// </summary>
internal static class StreetsAndTitles
{
    private static readonly WordList Lists = WordList.Load("places.txt");
    private static readonly HashSet<string> BeforeSaint = [.. Lists.WordsOf("before saint")];
    private static readonly HashSet<string> Saints = [.. Lists.WordsOf("saints")];

    private static readonly Dictionary<string, string> Streets = new()
    {
        ["Ave"] = "avenue",
        ["Av"] = "avenue",
        ["Rd"] = "road",
        ["Ln"] = "lane",
        ["Ct"] = "court",
        ["Pl"] = "place",
        ["Pkwy"] = "parkway",
        ["Ter"] = "terrace",
        ["Cir"] = "circle",
        ["Sq"] = "square",
        ["Expy"] = "expressway",
        ["Fwy"] = "freeway",
        ["Tpke"] = "turnpike",
        ["Blvd"] = "boulevard",
    };

    /// <summary>The words for "St" or "Dr", or for a kind of street behind its name; null for others.</summary>
    /// <param name="context">The text.</param>
    /// <param name="at">Where the letters begin.</param>
    /// <param name="word">The letters.</param>
    /// <param name="end">Behind them and their full stop.</param>
    public static string? Words(NormaliserContext context, int at, string word, int end) => word switch
    {
        "St" => IsSaint(context, at, end) ? "saint" : "street",
        "Dr" => IsDoctor(context, at, end) ? "doctor" : "drive",
        _ => Streets.TryGetValue(word, out var street) && IsBehindName(context, at) ? street : null,
    };

    private static bool IsSaint(NormaliserContext context, int at, int end)
    {
        if (!NormaliserContext.IsCapital(Next(context, end)) || IsPartOfAddress(context, end))
            return false;
        var next = context.WordAfter(end);
        if (!IsBehindName(context, at) || Saints.Contains(next))
            return !SentenceEnds.IsStarter(next) || !IsBehindName(context, at);
        return BeforeSaint.Contains(context.WordBefore(at));
    }

    private static bool IsDoctor(NormaliserContext context, int at, int end)
    {
        var isBeforeName = NormaliserContext.IsCapital(Next(context, end)) && !IsPartOfAddress(context, end);
        if (!IsBehindName(context, at))
            return true;
        var next = context.WordAfter(end);
        return isBeforeName ? !SentenceEnds.IsStarter(next) || BeforeSaint.Contains(context.WordBefore(at))
            : BeforeSaint.Contains(context.WordBefore(at)) || (context[end - 1] != '.' && context[end] is not (',' or '\0' or '\n'));
    }

    /// <summary>
    /// A capitalised word or the number of a street stands before it: Main, 5th; but not the first word of a sentence, The.
    /// </summary>
    private static bool IsBehindName(NormaliserContext context, int at)
    {
        if (context[at - 1] != ' ' || context[at - 2] is '.' or ',' or ';' or ':' or '!' or '?' or '"')
            return false;
        var before = context.WordBefore(at);
        if (before == "s" && context[at - 3] == '\'')
            before = context.WordBefore(at - 3); // St. James's Pl.
        if (before is "st" or "nd" or "rd" or "th")
            return NormaliserContext.IsDigit(context[at - 2 - before.Length]);
        return before.Length > 0 && NormaliserContext.IsCapital(before[0]) && !SentenceEnds.IsStarter(before)
            && before is not ("Dear" or "Hi" or "Hello" or "Thanks" or "With" or "Via" or "Mr" or "Prof" or "Hey");
    }

    private static bool IsPartOfAddress(NormaliserContext context, int end) =>
        context.WordAfter(end) is "Suite" or "Apt" or "Unit" or "Apartment" or "Floor" or "NW" or "NE" or "SW" or "SE" or "N" or "S"
            or "E" or "W"
            or "Ste" or "Room";

    private static char Next(NormaliserContext context, int at)
    {
        while (context[at] == ' ')
            at++;
        return context[at];
    }
}
