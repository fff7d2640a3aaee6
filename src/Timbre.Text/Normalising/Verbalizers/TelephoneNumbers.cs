using System.Text.RegularExpressions;
using Timbre.Text.Normalising.Context;
using Timbre.Text.Normalising.NumberWords;

namespace Timbre.Text.Normalising.Verbalizers;

/// <summary>Telephone numbers, digit by digit.</summary>
internal static partial class TelephoneNumbers
{
    private static readonly HashSet<string> CallCues = new(StringComparer.OrdinalIgnoreCase) {
        "dial", "dialed", "call", "called", "phone", "text", "ring"
    };

    public static int Read(NormaliserContext context, int at)
    {
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

    [GeneratedRegex(@"\G(?:1[ .-])?(?:\([0-9]{3}\) ?|[0-9]{3}[ .-])[0-9]{3}[ .-][0-9]{4}(?![0-9-])")]
    private static partial Regex American();

    [GeneratedRegex(@"\G[2-9][0-9]{2}-[0-9]{4}(?![0-9-])")]
    private static partial Regex Local();

    [GeneratedRegex(@"\G\(?0[0-9]{2,4}\)?[ -][0-9]{3,4}[ -]?[0-9]{3,4}(?![0-9-])")]
    private static partial Regex British();

    [GeneratedRegex(@"\G[0-9]{3}(?![0-9A-Za-z,]|\.[0-9]| [a-z]+s\b)")]
    private static partial Regex Short();

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Groups();
}
