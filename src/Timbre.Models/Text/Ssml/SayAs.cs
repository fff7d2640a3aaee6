using System.Text.RegularExpressions;
using Timbre.Models.Text.Normalising;
using Timbre.Models.Text.Normalising.Figures;
using Timbre.Models.Text.Normalising.Folding;
using Timbre.Models.Text.Normalising.Numbers;
using Timbre.Models.Text.Normalising.Signs;

namespace Timbre.Models.Text.Ssml;

/// <summary>Text of a kind that the author names (&lt;say-as&gt;).</summary>
internal static partial class SayAs
{
    /// <summary>Kinds that ordinary reading gets right by itself.</summary>
    private static readonly HashSet<string> Ordinary = ["time", "currency", "unit", "measure", "address", "name", "duration", "text"];

    /// <summary>The words of the passage. Where the text is not of the kind it is read as any other, and a note says so.</summary>
    public static IReadOnlyList<Said> Read(string text, Kind kind, Notes notes)
    {
        var folded = FoldedText.Of(text, kind.Source, keepLines: false);
        var content = folded.Text.Trim();
        if (kind.Name is "expletive" or "bleep")
        {
            notes.Add($"A bleep for <say-as interpret-as=\"{kind.Name}\"> is not made; its text is left out.");
            return [];
        }

        if (Ordinary.Contains(kind.Name))
            return Normaliser.Read(folded);
        if (Words(kind.Name, kind.Format, content) is { Length: > 0 } words)
        {
            var page = new Page(folded);
            page.Say(0, folded.Text.Length, words);
            return page.Said;
        }

        if (content.Length > 0)
            notes.Add(IsKnown(kind.Name) ? $"\"{Short(content)}\" cannot be said as {kind.Name}; it is read as other text." : $"interpret-as=\"{Short(kind.Name)}\" is not known; its text is read as other text.");
        return Normaliser.Read(folded);
    }

    private static string? Words(string kind, string format, string content) => kind switch
    {
        "characters" or "spell-out" or "verbatim" or "letters" => Spelling.Of(content),
        "cardinal" or "number" => Cardinal(content),
        "ordinal" => Whole().IsMatch(content) ? Ordinals.Of(content) : Romans(content) is { } value ? Ordinals.Of(value) : null,
        "digits" => content.Any(char.IsAsciiDigit) ? Digits.Of(content) : null,
        "telephone" or "phone" => content.Any(char.IsAsciiDigit) ? Phones.Words(content) : null,
        "fraction" => Fraction(content),
        "date" => DateOf(format, content),
        "net" or "uri" or "url" or "email" => Links.Spell(content),
        _ => null,
    };

    private static bool IsKnown(string kind) => kind is "cardinal" or "number" or "ordinal" or "digits" or "telephone" or "phone" or "fraction" or "date" or "characters" or "spell-out" or "verbatim" or "letters";

    private static string? Cardinal(string content)
    {
        var sign = content.Length > 1 && content[0] is '-' or '+' ? content[..1] : "";
        var bare = content[sign.Length..];
        return Decimal().IsMatch(bare) ? $"{(sign == "-" ? "minus " : "")}{Decimals.Of(bare)}" : Romans(content) is { } value ? Cardinals.Of(value) : Fraction(content);
    }

    private static int? Romans(string content) => RomanNumerals.Read(content.ToUpperInvariant());

    private static string? Fraction(string content)
    {
        var match = Parts().Match(content);
        if (!match.Success)
            return content.Length == 1 && Fractions.Sign(content[0]) is { } sign ? Fractions.Of(sign.Over, sign.Under) : null;
        var (whole, over, under) = (match.Groups[1].Value, int.Parse(match.Groups[2].Value), int.Parse(match.Groups[3].Value));
        if (under < 2)
            return $"{Cardinals.Of(over)} over {Cardinals.Of(under)}";
        return whole.Length > 0 ? $"{Cardinals.Of(whole)} and {Fractions.Of(over, under, behindWhole: true)}" : Fractions.Of(over, under);
    }

    /// <summary>Numbers in the order that the format gives (mdy, dmy, ymd, md, dm, ym, my, y); without a format as text is read.</summary>
    private static string? DateOf(string format, string content)
    {
        var numbers = Numbers().Matches(content).Select(match => match.Value).ToArray();
        if (format.Length == 0 || numbers.Length != format.Length || numbers.Any(number => number.Length > 4) || format.Any(part => part is not ('d' or 'm' or 'y')))
            return string.Join(' ', Normaliser.Read(FoldedText.Instead(content, default)).Select(said => said.Word));
        int? Part(char part) => format.IndexOf(part, StringComparison.Ordinal) is >= 0 and var at ? (part == 'y' ? Dates.FullYear(numbers[at]) : int.Parse(numbers[at])) : null;
        var (day, month, year) = (Part('d'), Part('m'), Part('y'));
        if (month is < 1 or > 12 || day is < 1 or > 31)
            return null;
        var words = new[] { month is null ? "" : Calendar.Month(month.Value), day is null ? "" : Ordinals.Of(day.Value), year is null ? "" : Years.Of(year.Value) };
        return string.Join(' ', words.Where(word => word.Length > 0));
    }

    private static string Short(string text) => text.Length > 40 ? $"{text[..40]}..." : text;

    [GeneratedRegex(@"^[0-9]+(?:,[0-9]{3})*$")]
    private static partial Regex Whole();

    [GeneratedRegex(@"^(?:[0-9]+(?:,[0-9]{3})*)?(?:\.[0-9]+)?$(?<=[0-9])")]
    private static partial Regex Decimal();

    [GeneratedRegex(@"^(?:([0-9]{1,9})[ +-])?([0-9]{1,6}) ?/ ?([0-9]{1,6})$")]
    private static partial Regex Parts();

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Numbers();
}
