using System.Text.RegularExpressions;
using Timbre.Text.Normalising.Context;
using Timbre.Text.Normalising.NumberWords;
using Timbre.Text.WordLists;

namespace Timbre.Text.Normalising.Verbalizers;

/// <summary>Numbers that are read digit by digit: cards, PIN 1234, OTP 482913, ZIP code 90210, order #12345.</summary>
internal static partial class NumericCodes
{
    private const int CueDistance = 40; // characters before the number
    private const int MaxWordsBetween = 4; // "account number is", "card ending in"

    private static readonly WordList Lists = WordList.Load("numeric-codes.txt");
    private static readonly HashSet<string> Cues = [.. Lists.WordsOf("cues")];
    private static readonly HashSet<string> CuesWithNumber = [.. Lists.WordsOf("cues with number")];
    private static readonly HashSet<string> Fillers = [.. Lists.WordsOf("fillers")];

    public static int Read(NormaliserContext context, int at)
    {
        if (!context.IsTokenStart(at))
            return 0;
        if (Card().Match(context.Text, at) is { Success: true } card)
            return context.Append(at, at + card.Length, Digits.Of(card.Value));
        var match = Code().Match(context.Text, at);
        if (Emergency().IsMatch(context.Text, at))
            return context.Append(at, at + 3, Digits.Of("911"));
        if (match.Success && ShortCode().IsMatch(context.Before(at, 30)))
            return context.Append(at, at + match.Length, Digits.Of(match.Value));
        return match.Success && match.Value.Count(char.IsAsciiDigit) >= 3 && IsBehindCue(context, at, match.Value)
            ? context.Append(at, at + match.Length, Digits.Of(match.Value))
            : 0;
    }

    private static bool IsBehindCue(NormaliserContext context, int at, string digits)
    {
        var isNumber = false; // "number" or # stands between
        var words = BeforeWords().Matches(context.Before(at, CueDistance).ToString());
        for (var i = words.Count - 1; i >= 0 && i >= words.Count - 1 - MaxWordsBetween; i--)
        {
            var word = words[i].Value.ToLowerInvariant();
            isNumber |= word is "number" or "no" or "num" or "#" or "id" or "code";
            if (word == "code" && i > 0 && digits.Length >= 3 && words[i - 1].Value.ToLowerInvariant() is "area" or "zip" or "postal")
                return true;
            if (word == "code" ? digits.Length >= 4 : Cues.Contains(word))
                return digits.Length != 4 || !IsYearBehind(word, digits);
            if (CuesWithNumber.Contains(word))
                return (isNumber || digits.Length >= 5) && digits.Length >= 4 && !IsCount(context, at + digits.Length);
            if (word == "." && i > 0 && words[i - 1].Value.ToLowerInvariant() is "no" or "num" or "nr" or "ref")
                continue;
            if (word is "." or "," or ";" || !Fillers.Contains(word))
                return false;
        }

        return false;
    }

    /// <summary>"membership 2024" is a year.</summary>
    private static bool IsYearBehind(string cue, string digits) =>
        cue is "policy" or "license" or "member" or "ticket" or "case" && digits[0] is '1' or '2' && digits[1] is '9' or '0';

    /// <summary>"order 50000 pieces": a plural follows.</summary>
    private static bool IsCount(NormaliserContext context, int end) =>
        context[end] == ' ' && context.WordAfter(end) is { Length: > 2 } next && char.IsAsciiLetterLower(next[0]) && next[^1] == 's'
            && next is not ("was" or "has" or "is" or "ships");

    [GeneratedRegex(@"\G[0-9]{4}([ -])[0-9]{4}\1[0-9]{4}\1[0-9]{4}(?![0-9-])|\G3[47][0-9]{2}([ -])[0-9]{6}\2[0-9]{5}(?![0-9-])"
        + @"|\G[0-9]{13,19}(?![0-9,.]|[.][0-9])")]
    private static partial Regex Card();

    [GeneratedRegex(@"\G[0-9]{1,12}(?:[ -][0-9]{2,6}){0,5}(?![0-9A-Za-z/:%°]|[.,][0-9]|-[0-9a-z]|-[A-Z][0-9A-Za-z])")]
    private static partial Regex Code();

    [GeneratedRegex(@"\G911 (?:call|calls|caller|callers|operator|operators|dispatcher|dispatchers|dispatch|emergency"
        + "|center|service|tape|tapes)(?![A-Za-z])")]
    private static partial Regex Emergency();

    /// <summary>Text STOP to 55555.</summary>
    [GeneratedRegex(@"(?<![A-Za-z])[Tt]ext (?:""?[A-Z]{2,12}""? |us |me )(?:to|at) $")]
    private static partial Regex ShortCode();

    [GeneratedRegex("[Aa]/c|[A-Za-z0-9]+|[#.,;]")]
    private static partial Regex BeforeWords();
}
