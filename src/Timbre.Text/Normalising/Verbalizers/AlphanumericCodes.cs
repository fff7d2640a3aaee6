using System.Text.RegularExpressions;
using Timbre.Text.Normalising.Context;
using Timbre.Text.Normalising.NumberWords;
using Timbre.Text.Normalising.Words;

namespace Timbre.Text.Normalising.Verbalizers;

/// <summary>Letters and digits together: A4, B-52, v2.0.1, H2O, mp3, AB12CD, 1080p, 0x1F.</summary>
internal static partial class AlphanumericCodes
{
    public static int Read(NormaliserContext context, int at)
    {
        if (Version().Match(context.Text, at) is { Success: true } version && context.IsTokenStart(at)
            && !Engine().IsMatch(context.Text, at))
            return context.Append(
                at, at + version.Length,
                $"{(context.LastWord is "version" or "versions" ? "" : "version ")}{Numerals.Version(version.Groups[1].Value)}");
        if (Episode().Match(context.Text, at) is { Success: true } episode && context.IsTokenStart(at))
            return context.Append(
                at, at + episode.Length,
                $"season {Cardinals.Of(int.Parse(episode.Groups[1].Value))} episode {Cardinals.Of(int.Parse(episode.Groups[2].Value))}");
        if (Team().Match(context.Text, at) is { Success: true } team && context.IsTokenStart(at))
            return context.Append(
                at, at + team.Length, $"{Cardinals.Of(int.Parse(team.Groups[1].Value)).TrimEnd('e')}er{team.Groups[2].Value}");
        if (Countdown().Match(context.Text, at) is { Success: true } countdown && context.IsTokenStart(at))
            return context.Append(at, at + countdown.Length, $"t minus {Cardinals.Of(countdown.Groups[1].Value)}");
        if (Times().Match(context.Text, at) is { Success: true } times && !Equation().IsMatch(context.Before(at, 12)))
            return context.Append(at, at + times.Length, $"{Decimals.Of(times.Groups[1].Value)} times");
        if (Hex().Match(context.Text, at) is { Success: true } hex)
            return context.Append(
                at, at + hex.Length,
                string.Join(
                    ' ',
                    hex.Value.Select(sign =>
                        NormaliserContext.IsDigit(sign) ? Digits.Of(sign.ToString()) : LetterNames.Spell(sign.ToString()))));

        var match = Mixed().Match(context.Text, at);
        if (!match.Success || !context.IsTokenStart(at))
            return 0;
        var spoken = ChatAbbreviations.WithDigits(match.Value) ?? (SeveralOf().IsMatch(match.Value)
            ? Years.Plural(ReadRuns(match.Value[..^1]))
            : ReadRuns(match.Value));
        return context.Append(at, at + match.Length, spoken);
    }

    private static string ReadRuns(string code) => string.Join(' ', Runs().Matches(code).Select(run => ReadRun(run.Value)));

    private static string ReadRun(string run) =>
        NormaliserContext.IsDigit(run[0]) ? (run.Length is 3 or 4 || run[0] == '0'
            ? Digits.InPairs(run)
            : run.Length > 4 ? Digits.Of(run) : Cardinals.Of(run))
        : run.Length <= 2 && run is not ("No" or "no") ? LetterNames.Spell(run)
        : LetterRuns.Read(run);

    [GeneratedRegex(@"\G[vV]\.?([0-9]{1,5}(?:\.[0-9]{1,5}){0,4})(?![A-Za-z0-9])")]
    private static partial Regex Version();

    [GeneratedRegex(@"\G([0-9]{1,4}(?:\.[0-9]{1,2})?)[xX](?![A-Za-z0-9²³^])(?! ?[=+*/-])")]
    private static partial Regex Times();

    [GeneratedRegex(@"\GT-([0-9]|10|[0-9]{1,3}(?= (?:seconds?|minutes?|hours?|days?|and|weeks?)(?![A-Za-z])))(?![0-9A-Za-z-]|\.[0-9])")]
    private static partial Regex Countdown();

    /// <summary>49ers, 76ers.</summary>
    [GeneratedRegex(@"\G([1-9][0-9])er(s?)(?![A-Za-z0-9])")]
    private static partial Regex Team();

    /// <summary>V6, V8: cylinders.</summary>
    [GeneratedRegex(@"\GV(?:6|8|10|12|16)(?![A-Za-z0-9]|\.[0-9])")]
    private static partial Regex Engine();

    /// <summary>S01E05.</summary>
    [GeneratedRegex(@"\GS([0-9]{1,2})E([0-9]{1,2})(?![A-Za-z0-9])")]
    private static partial Regex Episode();

    [GeneratedRegex(@"[A-Za-z)] ?= ?(?:[0-9.]+ ?[+*/-] ?)?$")]
    private static partial Regex Equation();

    [GeneratedRegex(@"\G0x[0-9A-Fa-f]{1,16}(?![A-Za-z0-9])")]
    private static partial Regex Hex();

    [GeneratedRegex(@"\G(?:[A-Za-z]{1,12}[0-9]{1,12}[A-Za-z0-9]{0,24}|[0-9]{1,12}[A-Za-z]{1,12}[A-Za-z0-9]{0,24}|"
        + @"(?:[A-Z]{1,6}|[a-z]{4,12})(?=-[0-9])(?!-[0-9]{3}0s))"
        + @"(?:-(?:[0-9]{1,6}(?![0-9-])[A-Za-z]{0,2}|[A-Z]{1,3}[0-9]{1,6}))*(?![A-Za-z0-9])")]
    private static partial Regex Mixed();

    /// <summary>F-16s, A380s, 747s.</summary>
    [GeneratedRegex("^(?:[A-Z]{1,3}-?[0-9]{1,4}|7[0-9]7)s$")]
    private static partial Regex SeveralOf();

    [GeneratedRegex("[0-9]+|[A-Za-z]+")]
    private static partial Regex Runs();
}
