using System.Text.RegularExpressions;
using Timbre.Models.Text.Normalising.Numbers;

namespace Timbre.Models.Text.Normalising.Figures;

/// <summary>Telephone numbers, digit by digit.</summary>
internal static partial class Phones
{
    private static readonly HashSet<string> Calling = new(StringComparer.OrdinalIgnoreCase) { "dial", "dialed", "call", "called", "phone", "text", "ring" };

    public static int Read(Page page, int at)
    {
        foreach (var shape in (ReadOnlySpan<Regex>)[International(), American(), Local(), British()])
        {
            if (shape.Match(page.Text, at) is { Success: true } match && page.IsStart(at) && match.Value.Count(char.IsAsciiDigit) >= 7)
                return page.Say(at, at + match.Length, Words(match.Value));
        }

        return Page.IsDigit(page[at]) && Calling.Contains(page.Before(at)) && Short().Match(page.Text, at) is { Success: true } number
            ? page.Say(at, at + number.Length, Digits.Of(number.Value))
            : 0;
    }

    /// <summary>Any digits in groups; 800 and its like are "eight hundred".</summary>
    public static string Words(string written)
    {
        var groups = Groups().Matches(written).Select(group => group.Value).ToArray();
        var words = groups.Select((group, at) => at is 0 or 1 && groups.Length > 2 && group.Length == 3 && group.EndsWith("00", StringComparison.Ordinal) && group[0] != '0' ? Cardinals.Of(group) : Digits.Of(group));
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
