using System.Text.RegularExpressions;
using Timbre.Text.Normalising.Context;
using Timbre.Text.Normalising.NumberWords;
using Timbre.Text.WordLists;

namespace Timbre.Text.Normalising.Verbalizers;

/// <summary>
/// A number of thousands, millions or more of something: 2m users, 50K followers, 7tn; told from meters, bytes and names by what follows.
/// </summary>
internal static partial class LargeCounts
{
    private static readonly WordList Lists = WordList.Load("large-counts.txt");
    private static readonly HashSet<string> Irregular = [.. Lists.WordsOf("irregular plurals")];
    private static readonly HashSet<string> Adjectives = [.. Lists.WordsOf("adjectives")];
    private static readonly HashSet<string> MeasuredInMeters = [.. Lists.WordsOf("measured in meters")];

    private static readonly HashSet<string> CountedUnits = [.. Lists.WordsOf("counted units")];

    /// <summary>4k video is no number of videos.</summary>
    private static readonly HashSet<string> SharpPictures = new(StringComparer.OrdinalIgnoreCase)
    {
        "video", "tv", "resolution", "monitor", "display", "screen", "camera", "run", "race", "footage", "quality", "ultra", "uhd", "hdr",
    };

    public static int Read(NormaliserContext context, int at)
    {
        var match = Count().Match(context.Text, at);
        if (!match.Success || !context.IsTokenStart(at))
            return 0;
        var (number, scale, end) = (match.Groups[1].Value, match.Groups[3].Value, at + match.Length);
        if (context[end] == ' ' && UnitBehind(context, end) is { } unit)
            return context.Append(
                at, unit.End, $"{Decimals.Of(number)} {Scale(scale)} {Measures.Named(context, at, end, unit, isOne: false)}");
        var isSure = scale.Length == 2 && scale is not ("mm" or "MM") || (scale == "k" && match.Groups[2].Length == 0
            && !SharpPictures.Contains(context.WordAfter(end)));
        if (!isSure && !CountsThings(context, end))
            return 0;
        return context.Append(at, end, $"{Decimals.Of(number)} {Scale(scale)}");
    }

    /// <summary>40k km², 1.3bn m³: not "2m a".</summary>
    private static (int End, Unit Unit)? UnitBehind(NormaliserContext context, int end) =>
        Measures.MatchUnit(context, end) is { } unit
            && (context.Text.AsSpan(end, unit.End - end).IndexOfAny('²', '³') > 0 || CountedUnits.Contains(context.LettersAt(end + 1))
            || (context[end + 1 + context.LettersAt(end + 1).Length] is '2' or '3' && context.LettersAt(end + 1).Length is 1 or 2))
            ? unit
            : null;

    private static string Scale(string letters) => char.ToLowerInvariant(letters[0]) switch
    {
        'k' => "thousand",
        'm' => "million",
        'b' => "billion",
        _ => "trillion",
    };

    /// <summary>A plural follows, or one behind an adjective.</summary>
    private static bool CountsThings(NormaliserContext context, int end)
    {
        if (context[end] == '+')
            end++;
        for (var words = 0; words < 3 && context[end] == ' '; words++)
        {
            var word = context.LettersAt(end + 1);
            if (IsPlural(word))
                return true;
            if (!Adjectives.Contains(word))
                return false;
            end += 1 + word.Length;
        }

        return false;
    }

    private static bool IsPlural(string word) =>
        Irregular.Contains(word)
            || (word.Length > 3 && char.IsAsciiLetterLower(word[0]) && word[^1] == 's' && word[^2] is not ('s' or 'u' or 'i')
            && !MeasuredInMeters.Contains(word));

    [GeneratedRegex(@"\G([0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,6}(?:\.[0-9]{1,3})?)( ?)(k|K|m|M|b|B|t|T|mn|bn|tn|mln|bln|trn|Mn|Bn|Tn"
        + @"|mil)(?![A-Za-z0-9/'²³Ω°]|-[a-z])")]
    private static partial Regex Count();
}
