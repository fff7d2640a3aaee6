using System.Text.RegularExpressions;
using Timbre.Text.Normalising.Context;
using Timbre.Text.Normalising.NumberWords;
using Timbre.Text.Normalising.Words;

namespace Timbre.Text.Normalising.Verbalizers;

/// <summary>Telephone numbers, digit by digit.</summary>
internal static partial class TelephoneNumbers
{
    private static readonly HashSet<string> CallCues = new(StringComparer.OrdinalIgnoreCase) {
        "dial", "dialed", "call", "called", "phone", "text", "ring"
    };

    public static int Read(NormaliserContext context, int at)
    {
        if (Vanity().Match(context.Text, at) is { Success: true } vanity && context.IsTokenStart(at))
            return context.Append(at, at + vanity.Length, string.Join(' ',
                VanityParts().Matches(vanity.Value).Select(part => VanityPart(part.Value))));
        foreach (var pattern in (ReadOnlySpan<Regex>)[International(), American(), Local(), British()])
        {
            if (pattern.Match(context.Text, at) is { Success: true } match && context.IsTokenStart(at)
                && match.Value.Count(char.IsAsciiDigit) >= 7)
                return context.Append(at, at + match.Length, Words(match.Value));
        }

        return NormaliserContext.IsDigit(context[at]) && CallCues.Contains(context.WordBefore(at))
            && Short().Match(context.Text, at) is { Success: true } number
            ? context.Append(at, at + number.Length, Digits.Of(number.Value))
            : 0;
    }

    /// <summary>A group of 1-800-FLOWERS.</summary>
    private static string VanityPart(string part) =>
        !NormaliserContext.IsDigit(part[0]) ? Acronyms.Read(part, isAllCaps: true)
        : part.EndsWith("00", StringComparison.Ordinal) && part.Length == 3 ? Cardinals.Of(part)
        : Digits.Of(part);

    /// <summary>Any digits in groups; 800 and its like are "eight hundred".</summary>
    public static string Words(string written)
    {
        var groups = Groups().Matches(written).Select(group => group.Value).ToArray();
        var words = groups.Select((group, at) =>
            at is 0 or 1 && groups.Length > 2 && group.Length == 3 && group.EndsWith("00", StringComparison.Ordinal) && group[0] != '0'
                ? Cardinals.Of(group)
                : Digits.Of(group));
        return string.Join(' ', written.TrimStart().StartsWith('+') ? words.Prepend("plus") : words);
    }

    [GeneratedRegex(@"\G\+[0-9]{1,3}(?:[ .-]?\(?[0-9]{1,5}\)?){2,6}(?![0-9])")]
    private static partial Regex International();

    [GeneratedRegex(@"\G(?:1[ .-])?(?:\([0-9]{3}\) ?|[0-9]{3}[ .-])[0-9]{3}[ .-][0-9]{4}(?![0-9-]|\.[0-9])")]
    private static partial Regex American();

    [GeneratedRegex(@"\G[2-9][0-9]{2}-[0-9]{4}(?![0-9-])")]
    private static partial Regex Local();

    [GeneratedRegex(@"\G\(?0[0-9]{2,4}\)?[ -][0-9]{3,4}[ -]?[0-9]{3,4}(?![0-9-])")]
    private static partial Regex British();

    [GeneratedRegex(@"\G[0-9]{3}(?![0-9A-Za-z,]|\.[0-9]| [a-z]+s\b)")]
    private static partial Regex Short();

    [GeneratedRegex(@"\G(?:1[ .-])?(?:\([89][0-9]{2}\) ?|[89][0-9]{2}[ .-])(?=[0-9-]{0,4}[A-Z])(?:[A-Z]{2,10}|[0-9]{1,4})"
        + @"(?:-(?:[A-Z]{2,10}|[0-9]{1,4})){0,3}(?![A-Za-z0-9])")]
    private static partial Regex Vanity();

    [GeneratedRegex("[0-9]+|[A-Z]+")]
    private static partial Regex VanityParts();

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Groups();
}
