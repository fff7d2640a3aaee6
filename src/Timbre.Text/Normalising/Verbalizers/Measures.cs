using System.Text.RegularExpressions;
using Timbre.Text.Normalising.Context;
using Timbre.Text.Normalising.Folding;
using Timbre.Text.Normalising.NumberWords;

namespace Timbre.Text.Normalising.Verbalizers;

/// <summary>Amounts of a unit: 5 km, 60 km/h, 5-10%, 5'10", a 12" pan, 2 million.</summary>
internal static partial class Measures
{
    public static int Read(NormaliserContext context, int at)
    {
        if (ReadHeight(context, at) is > 0 and var height)
            return height;
        if (Amounts.At(context, at) is not { } amount)
            return 0;

        var (words, end, isOne) = (amount.Words, amount.End, amount.IsSingular);
        if (context[end] is '-' or '–' && Amounts.At(context, end + 1) is { Words: var upper } second
            && !upper.StartsWith("minus", StringComparison.Ordinal))
            (words, end, isOne) = ($"{words} to {upper}", second.End, false);
        if (Scale().Match(context.Text, end) is { Success: true } scale)
            (words, end, isOne) = ($"{words} {scale.Groups[1].Value}", end + scale.Length, false);
        if (MatchUnit(context, end) is not { } match)
            return Thousands().Match(context.Text, end) is { Success: true } scaled && NormaliserContext.IsDigit(context[end - 1])
                ? context.Append(at, end + scaled.Length, $"{words} {Named(scaled.Value)}")
                : 0;

        return context.Append(at, match.End, $"{words} {Named(context, at, end, match, isOne)}");
    }

    /// <summary>Units with a slash and no number: speed in km/h.</summary>
    public static int ReadUnitAlone(NormaliserContext context, int at) =>
        UnitPerUnit().IsMatch(context.Text, at) && context.IsTokenStart(at) && context[at - 1] is not ('/' or '.')
            && MatchUnit(context, at) is { } unit
            ? context.Append(at, unit.End, unit.Unit.Plural)
            : 0;

    /// <summary>The unit at <paramref name="at"/>, with a space or a hyphen before it or none, powers and "per" included.</summary>
    public static (int End, Unit Unit)? MatchUnit(NormaliserContext context, int at)
    {
        var from = context[at] is ' ' or '-' ? at + 1 : at;
        if (MatchOfRecipe(context, at) is { } spoon)
            return spoon;
        if (Inches.MatchSign(context, at) is { } inches)
            return inches;
        var sign = Sign().Match(context.Text, from);
        if (Inches.MatchWord(context, at, from) is { } inch)
            return inch;
        if (!sign.Success || Units.Find(sign.Value.Replace("° ", "°", StringComparison.Ordinal)) is not { } unit
            || (sign.Value == "K" && (from == at || context[from - 1] != ' ')) // 4K is a name, 300 K a temperature
            || (from > at && sign.Value is "s" or "J" or "N" or "W" && context[from + 1] == '.'))
            return null;
        var end = from + sign.Length;
        if (context[end] is '·' or '⋅' && Sign().Match(context.Text, end + 1) is { Success: true } factor
            && Units.Find(factor.Value) is { } times)
        {
            end += 1 + factor.Length;
            unit = new Unit($"{unit.Singular} {times.Singular}", $"{unit.Singular} {times.Plural}");
        }

        if (Power(context, end) is { } power)
            (unit, end) = (new Unit($"{power} {unit.Singular}", $"{power} {unit.Plural}"), end + 1);
        (end, unit) = Divided(context, end, unit);
        if (!context.IsTokenEnd(end)
            || (NormaliserContext.IsLetter(context[end - 1]) && context[end] == '\'' && NormaliserContext.IsLetter(context[end + 1])))
            return null;
        var isAbbreviated = context[end] == '.' && context[end + 1] == ' '
            && (char.IsAsciiLetterLower(context[end + 2]) || SmallerUnit().IsMatch(context.Text, end));
        return (isAbbreviated ? end + 1 : end, unit);
    }

    /// <summary>What stands behind a slash: km/h, kg/m³, 24 hrs/day.</summary>
    private static (int End, Unit Unit) Divided(NormaliserContext context, int end, Unit unit)
    {
        if (Per().Match(context.Text, end) is { Success: true } time)
        {
            var one = time.Groups[1].Value;
            return (end + time.Length, new Unit($"{unit.Singular} per {one}", $"{unit.Plural} per {one}"));
        }

        if (context[end] != '/' || Sign().Match(context.Text, end + 1) is not { Success: true } under
            || Units.Find(under.Value) is not { } per)
            return (end, unit);
        end += 1 + under.Length;
        var below = TypographicMarks.SuperscriptDigit(context[end]) switch
        {
            '2' => per.Singular == "second" ? "second squared" : $"square {per.Singular}",
            '3' => $"cubic {per.Singular}",
            _ => per.Singular,
        };
        return (below == per.Singular ? end : end + 1, new Unit($"{unit.Singular} per {below}", $"{unit.Plural} per {below}"));
    }

    /// <summary>40k, 5M, 2.7bn.</summary>
    private static string Named(string scale) => scale switch { "k" => "thousand", "M" or "mn" => "million", _ => "billion" };

    /// <summary>"a five kilometer run", "one kilometer", "five kilometers".</summary>
    /// <param name="context">The text.</param>
    /// <param name="at">Where the amount begins.</param>
    /// <param name="amountEnd">Behind its number.</param>
    /// <param name="match">The unit.</param>
    /// <param name="isOne">Whether the amount is one, or a part of one.</param>
    public static string Named(NormaliserContext context, int at, int amountEnd, (int End, Unit Unit) match, bool isOne)
    {
        if (context[match.End - 1] == '"')
            return isOne || Inches.IsBeforeNoun(context, match.End) ? match.Unit.Singular : match.Unit.Plural;
        var isBefore = context[match.End] == ' ' && char.IsAsciiLetterLower(context[match.End + 1]) && context.WordAfter(match.End) != "of";
        if (isBefore && MeasuredThing().IsMatch(context.Text, match.End))
            return match.Unit.Singular;
        if (context[match.End] == '-' && NormaliserContext.IsLetter(context[match.End + 1]))
            return match.Unit.Singular; // a 45°-angle cut
        var isAdjective = isBefore
            && (context[amountEnd] == '-' || context.WordBefore(at) is "a" or "A" or "an" or "An");
        return isOne || isAdjective ? match.Unit.Singular : match.Unit.Plural;
    }

    /// <summary>2 c. sugar, 1 T. butter, 1 t. vanilla.</summary>
    private static (int End, Unit Unit)? MatchOfRecipe(NormaliserContext context, int at) =>
        Recipe().IsMatch(context.Text, at)
            ? (at + 3, context[at + 1] switch
            {
                'c' => new Unit("cup", "cups"),
                'T' => new Unit("tablespoon", "tablespoons"),
                _ => new Unit("teaspoon", "teaspoons"),
            })
            : null;

    private static int ReadHeight(NormaliserContext context, int at)
    {
        var match = FeetAndInches().Match(context.Text, at);
        if (match.Success)
            return context.Append(at, at + match.Length,
                $"{Cardinals.Of(match.Groups[1].Value)} foot {Decimals.Of(match.Groups[2].Value)}");
        match = Feet().Match(context.Text, at);
        if (!match.Success || !context.IsTokenStart(at))
            return 0;
        var feet = match.Value.TrimEnd('\'');
        var isOne = feet == "1" || match.Groups["pole"].Success;
        return context.Append(at, at + match.Length, $"{Decimals.Of(feet)} {(isOne ? "foot" : "feet")}");
    }

    private static string? Power(NormaliserContext context, int at) =>
        (TypographicMarks.SuperscriptDigit(context[at])
            ?? (NormaliserContext.IsLetter(context[at - 1]) && context.IsTokenEnd(at + 1)
            ? context[at]
            : '\0')) switch
        { '2' => "square", '3' => "cubic", _ => null };

    [GeneratedRegex(@"\G(?:(?:fl|sq|cu)\.? [a-z]{1,2}|° ?[CF](?![A-Za-z])|°|%|‰|μ?[A-Za-z]{1,5}|[kKMGmμ]?Ω|Å)(?![A-Za-z°%Ω])")]
    private static partial Regex Sign();

    [GeneratedRegex(@"\G(?:km|mi|ft|cm|mm|kg|mg|mL|ml|g|m|W|lbs?|MB|GB|Mb|Gb|kJ|J|kWh|μg|mcg|mmol|mol|IU)/"
        + @"(?:hr|h|sec|s|min|kg|dL|L|l|mL|ml|m|cm|ft|gal|mol)[²³23]?(?![A-Za-z0-9/])")]
    private static partial Regex UnitPerUnit();

    [GeneratedRegex(@"\G\. [0-9]{1,3}(?:\.[0-9])? ?(?:in|oz|mins?|secs?|s)(?![A-Za-z])|\G\. [NSEW]{1,2}\.? of ")]
    private static partial Regex SmallerUnit();

    [GeneratedRegex(@"\G/(day|night|week|month|year|hour|minute|second|person|serving|side|head|capita|unit|user|page|mile|acre|cup"
        + @"|bottle|dose)(?![A-Za-z0-9/])")]
    private static partial Regex Per();

    [GeneratedRegex(@"\G (?:dash|sprint|hurdles|relay|freestyle|butterfly|backstroke|breaststroke|race|run|pool|swim|mark|final|medley"
        + "|battery|batteries|outlet|jack|cable|bulb|bulbs|laptop|hard drive|adapter|charger|angle|turn|turns|lens|limit|zone|radius"
        + "|diameter|rope|fence|hose|hike|walk|marathon|resolution|motor|engine|socket|drill bit|bolt|nail|nails|pole|ladder|tank|skillet"
        + "|wheels)(?![A-Za-z])")]
    private static partial Regex MeasuredThing();

    [GeneratedRegex(@"\G(?<=[0-9½¼¾⅓⅔]) [cTt]\. (?!of )[a-z]{3}")]
    private static partial Regex Recipe();

    [GeneratedRegex(@"\G[ -](thousand|million|billion|trillion)(?= )")]
    private static partial Regex Scale();

    [GeneratedRegex(@"\G(?:k|M|mn|bn)(?![A-Za-z0-9])(?! (?:video|tv|TV|resolution|monitor|display|screen|camera|run|race))")]
    private static partial Regex Thousands();

    [GeneratedRegex(@"\G(?:(?<1>[0-9]{1,2})' ?(?<2>[0-9]{1,2}(?:\.[0-9])?)(?:""|'')|(?<1>[4-8])'(?<2>1[01]|[0-9])(?![0-9A-Za-z'""]))")]
    private static partial Regex FeetAndInches();

    [GeneratedRegex(@"\G([0-9]{1,4}(?:\.[0-9])?)'(?= (?:tall|wide|long|high|deep|by|x|×|\+)(?![A-Za-z])| ?[x×] ?[0-9])"
        + @"|\G(?<=[x×] ?)([0-9]{1,4}(?:\.[0-9])?)'|\G(?<=(?<![A-Za-z])[Aa]n? )(?<pole>[0-9]{1,4})'(?= [a-z]{3,})")]
    private static partial Regex Feet();
}
