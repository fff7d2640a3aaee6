using System.Text.RegularExpressions;
using Timbre.Models.Text.Scripts;

namespace Timbre.Models.Text.Normalising.Wording;

/// <summary>Letters with full stops: U.S.A., Ph.D., J. D. Vance; and joined by "and": AT&amp;T.</summary>
internal static partial class Initials
{
    public static int Read(Page page, int at)
    {
        if (Joined().Match(page.Text, at) is { Success: true } joined)
        {
            var parts = joined.Value.Split('\'')[0].Split('&');
            var last = joined.Value.Contains('\'', StringComparison.Ordinal) ? Letters.SpellMany(parts[^1]) : Letters.Spell(parts[^1]);
            return page.Say(at, at + joined.Length, string.Join(" and ", [.. parts[..^1].Select(Letters.Spell), last]));
        }

        if (Dotted().Match(page.Text, at) is { Success: true } dotted)
            return Abbreviated(page, at, dotted.Value);

        // An initial is before a name, or before another initial.
        if (!Page.IsCapital(page[at]) || page[at + 1] != '.' || page[at + 2] != ' ' || !Page.IsCapital(page[at + 3]) || page.LastSaid is "vitamin" or "plan" or "grade" or "class" or "type")
            return 0;
        var before = page.Before(at);
        return page.IsSentenceStart || before.Length == 0 || Page.IsCapital(before[0]) || page[at + 4] is '.' || page.LastSaid is "by" or "and" or "to" or "of" or "with"
            ? page.Say(at, at + 2, Letters.Spell(page[at].ToString()))
            : 0;
    }

    private static int Abbreviated(Page page, int at, string written)
    {
        var end = at + written.Length;
        if (page[end] == '\'' && page[end + 1] == 's' && page.IsEnd(end + 2))
            return page.Say(at, end + 2, Letters.SpellMany(written.Replace(".", "", StringComparison.Ordinal)));
        page.Say(at, end, Letters.Spell(written));
        return written[^1] == '.' && page[end] is '\0' or '\n' ? page.Close(end - 1, end, PhraseEnd.Statement) : end;
    }

    [GeneratedRegex(@"\G[A-Z]{1,3}(?:&[A-Z]{1,3}){1,2}(?:'s)?(?![A-Za-z0-9])")]
    private static partial Regex Joined();

    [GeneratedRegex(@"\G(?:Ph\.? ?D\.?(?![A-Za-z])|[A-Za-z](?:\.[A-Za-z]){1,6}(?:\.(?![A-Za-z0-9])|(?![A-Za-z0-9.@])))")]
    private static partial Regex Dotted();
}
