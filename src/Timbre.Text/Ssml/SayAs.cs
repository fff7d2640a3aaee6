using System.Text.RegularExpressions;
using Timbre.Text.Normalising;
using Timbre.Text.Normalising.Context;
using Timbre.Text.Normalising.Folding;
using Timbre.Text.Normalising.NumberWords;
using Timbre.Text.Normalising.Symbols;
using Timbre.Text.Normalising.Verbalizers;
using Timbre.Text.Normalising.Words;
using Timbre.Text.Scripts;

namespace Timbre.Text.Ssml;

/// <summary>Text of a kind that the author names (&lt;say-as&gt;).</summary>
internal static partial class SayAs
{
    /// <summary>Kinds that ordinary reading gets right by itself.</summary>
    private static readonly HashSet<string> ReadAsText = ["time", "currency", "unit", "measure", "address", "name", "duration", "text"];

    /// <summary>The words of the passage. A text that is not of the kind is read as any other, with a note.</summary>
    public static IReadOnlyList<NormalisedToken> Read(string text, SayAsPassage kind, IssueList issues, ReadingBudget budget)
    {
        budget.AddCharacters(kind.Source.Length);
        var folded = FoldedText.Of(text, kind.Source, keepLines: false);
        var content = folded.Text.Trim();
        if (kind.Name is "expletive" or "bleep")
        {
            issues.Add($"A bleep for <say-as interpret-as=\"{kind.Name}\"> is not made; its text is left out.");
            return [];
        }

        if (ReadAsText.Contains(kind.Name))
            return Normaliser.Read(folded, budget);
        if (Words(kind.Name, kind.Format, content) is { Length: > 0 } words)
        {
            var context = new NormaliserContext(folded, budget);
            context.Append(0, folded.Text.Length, words);
            return context.Tokens;
        }

        if (content.Length > 0)
            issues.Add(
                IsKnown(kind.Name)
                    ? $"\"{Truncate(content)}\" cannot be said as {kind.Name}; it is read as other text."
                    : $"interpret-as=\"{Truncate(kind.Name)}\" is not known; its text is read as other text.");
        return Normaliser.Read(folded, budget);
    }

    private static string? Words(string kind, string format, string content) => kind switch
    {
        "characters" or "spell-out" or "verbatim" or "letters" => CharacterNames.Of(content),
        "cardinal" or "number" => Cardinal(content),
        "ordinal" => WholeNumber().IsMatch(content) ? Ordinals.Of(content) : ParseRoman(content) is { } value ? Ordinals.Of(value) : null,
        "digits" => content.Any(char.IsAsciiDigit) ? Digits.Of(content) : null,
        "telephone" or "phone" => content.Any(char.IsAsciiDigit) ? TelephoneNumbers.Words(content) : null,
        "fraction" => Fraction(content),
        "date" => DateOf(format, content),
        "net" or "uri" or "url" or "email" => ElectronicAddresses.Spell(content),
        _ => null,
    };

    private static bool IsKnown(string kind) =>
        kind is "cardinal" or "number" or "ordinal" or "digits" or "telephone" or "phone" or "fraction" or "date" or "characters"
            or "spell-out" or "verbatim" or "letters";

    private static string? Cardinal(string content)
    {
        var sign = content.Length > 1 && content[0] is '-' or '+' ? content[..1] : "";
        var bare = content[sign.Length..];
        return Decimal().IsMatch(bare)
            ? $"{(sign == "-" ? "minus " : "")}{Decimals.Of(bare)}"
            : ParseRoman(content) is { } value ? Cardinals.Of(value) : Fraction(content);
    }

    private static int? ParseRoman(string content) => RomanNumerals.Parse(content.ToUpperInvariant());

    private static string? Fraction(string content)
    {
        var match = FractionPattern().Match(content);
        if (!match.Success)
            return content.Length == 1 && Fractions.FindSymbol(content[0]) is { } sign
                ? Fractions.Of(sign.Numerator, sign.Denominator)
                : null;
        var (whole, numerator, denominator) = (match.Groups[1].Value, int.Parse(match.Groups[2].Value), int.Parse(match.Groups[3].Value));
        if (denominator < 2)
            return $"{Cardinals.Of(numerator)} over {Cardinals.Of(denominator)}";
        return whole.Length > 0
            ? $"{Cardinals.Of(whole)} and {Fractions.Of(numerator, denominator, afterWhole: true)}"
            : Fractions.Of(numerator, denominator);
    }

    /// <summary>Numbers in the order that the format gives (mdy, dmy, ymd, md, dm, ym, my, y); without a format as text is read.</summary>
    private static string? DateOf(string format, string content)
    {
        var numbers = Numbers().Matches(content).Select(match => match.Value).ToArray();
        if (format.Length == 0 || numbers.Length != format.Length || numbers.Any(number => number.Length > 4)
            || format.Any(part => part is not ('d' or 'm' or 'y')))
            return string.Join(' ', Normaliser.Read(FoldedText.Substitute(content, default)).Select(token => token.Word));
        int? Part(char part) =>
            format.IndexOf(part, StringComparison.Ordinal) is >= 0 and var at
                ? (part == 'y' ? Dates.FullYear(numbers[at]) : int.Parse(numbers[at]))
                : null;
        var (day, month, year) = (Part('d'), Part('m'), Part('y'));
        if (month is < 1 or > 12 || day is < 1 or > 31)
            return null;
        var words =
            new[] {
                month is null ? "" : Calendar.Month(month.Value), day is null ? "" : Ordinals.Of(day.Value),
                year is null ? "" : Years.Of(year.Value)
            };
        return string.Join(' ', words.Where(word => word.Length > 0));
    }

    private static string Truncate(string text) => text.Length > 40 ? $"{text[..40]}..." : text;

    [GeneratedRegex(@"^[0-9]+(?:,[0-9]{3})*$")]
    private static partial Regex WholeNumber();

    [GeneratedRegex(@"^(?:[0-9]+(?:,[0-9]{3})*)?(?:\.[0-9]+)?$(?<=[0-9])")]
    private static partial Regex Decimal();

    [GeneratedRegex(@"^(?:([0-9]{1,9})[ +-])?([0-9]{1,6}) ?/ ?([0-9]{1,6})$")]
    private static partial Regex FractionPattern();

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Numbers();
}
