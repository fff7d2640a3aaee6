using System.Text.RegularExpressions;
using Timbre.Text.Normalising.Context;
using Timbre.Text.Normalising.NumberWords;

namespace Timbre.Text.Normalising.Verbalizers;

/// <summary>Points out of those that there are, seasons and the like with slashes: 8/10, 4.5/5 stars, 2019/20, 24/7/365.</summary>
internal static partial class Ratings
{
    private static readonly HashSet<string> Cues = new(StringComparer.OrdinalIgnoreCase)
    {
        "rated", "rate", "rating", "rates", "score", "scored", "scores", "scoring", "graded", "grade", "got", "gave", "give", "solid", "it",
        "review", "reviews", "stars", "averages", "average", "marks", "answered", "earned", "received", "perfect", "quiz", "test", "exam",
        "pain", "overall", "was",
    };

    /// <summary>Words behind a fraction: what it is a part of.</summary>
    private static readonly HashSet<string> Wholes = new(StringComparer.Ordinal)
    {
        "of", "mile", "miles", "inch", "inches", "in", "cup", "cups", "mm", "cm", "teaspoon", "tsp", "tbsp", "second", "majority", "mi",
        "oz",
    };

    private static readonly HashSet<string> Counted = new(StringComparer.Ordinal)
    {
        "stars", "star", "points", "rating", "correct", "marks", "score", "reviews", "goals", "questions", "shots", "tests", "people",
        "dentists",
    };

    public static int Read(NormaliserContext context, int at)
    {
        if (!context.IsTokenStart(at) || context[at - 1] is '/' or '.' or '-')
            return 0;
        if (AlwaysOpen().Match(context.Text, at) is { Success: true } always)
            return context.Append(at, at + always.Length, "twenty four seven three sixty five");
        if (Season().Match(context.Text, at) is { Success: true } season && IsSeason(season))
            return context.Append(
                at, at + season.Length, $"{Years.Of(int.Parse(season.Groups[1].Value))} {SecondYear(season.Groups[2].Value)}");
        var match = OutOf().Match(context.Text, at);
        return match.Success && IsRating(context, at, match)
            ? context.Append(at, at + match.Length, $"{Decimals.Of(match.Groups[1].Value)} out of {Cardinals.Of(match.Groups[2].Value)}")
            : 0;
    }

    private static bool IsSeason(Match match)
    {
        var (first, second) = (int.Parse(match.Groups[1].Value), int.Parse(match.Groups[2].Value));
        return second == (match.Groups[2].Length == 4 ? first + 1 : (first + 1) % 100);
    }

    private static string SecondYear(string digits) =>
        digits.Length == 4 ? Years.Of(int.Parse(digits)) : digits == "00" ? "two thousand" : Digits.OhBelowTen(int.Parse(digits));

    private static bool IsRating(NormaliserContext context, int at, Match match)
    {
        var (points, all) = (match.Groups[1].Value, int.Parse(match.Groups[2].Value));
        var next = context.WordAfter(at + match.Length);
        if (double.Parse(points) > all || all < 3 || (NormaliserContext.IsDigit(context[at - 2]) && context[at - 1] is ' ' or '-'))
            return false;
        if (points.Contains('.', StringComparison.Ordinal) || Counted.Contains(next))
            return true;
        if (Wholes.Contains(next))
            return false;
        return all is 10 or 100 && points is not "1" and not "9" and not "7" || all is 10 && context.WordBefore(at) is not ("on" or "On")
            || Cues.Contains(context.WordBefore(context[at - 2] == ':' ? at - 2 : at));
    }

    [GeneratedRegex(@"\G24/7/365(?![0-9/])")]
    private static partial Regex AlwaysOpen();

    [GeneratedRegex(@"\G(1[89][0-9]{2}|20[0-9]{2})/([0-9]{4}|[0-9]{2})(?![0-9A-Za-z/]|\.[0-9])")]
    private static partial Regex Season();

    [GeneratedRegex(@"\G([0-9]{1,3}(?:\.[0-9]{1,2})?) ?/ ?([0-9]{1,3})(?![0-9A-Za-z/:]|[.,][0-9]| ?=|"")")]
    private static partial Regex OutOf();
}
