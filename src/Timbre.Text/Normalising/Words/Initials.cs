using System.Text.RegularExpressions;
using Timbre.Text.Normalising.Context;
using Timbre.Text.Scripts;

namespace Timbre.Text.Normalising.Words;

/// <summary>Letters with full stops: U.S.A., Ph.D., J. D. Vance; and joined by "and": AT&amp;T.</summary>
internal static partial class Initials
{
    public static int Read(NormaliserContext context, int at)
    {
        if (Joined().Match(context.Text, at) is { Success: true } joined)
        {
            var parts = joined.Value.TrimEnd('\'', 's').Split('&');
            var last = joined.Value[^1] == 's'
                ? LetterNames.SpellPlural(parts[^1])
                : LetterNames.Spell(parts[^1]);
            return context.Append(at, at + joined.Length, string.Join(" and ", [.. parts[..^1].Select(LetterNames.Spell), last]));
        }

        if (Dotted().Match(context.Text, at) is { Success: true } dotted)
            return Abbreviated(context, at, dotted.Value);

        // An initial is before a name, or before another initial.
        if (!NormaliserContext.IsCapital(context[at]) || context[at + 1] != '.' || context[at + 2] != ' '
            || !NormaliserContext.IsCapital(context[at + 3]) || context.LastWord is "vitamin" or "plan" or "grade" or "class" or "type")
            return 0;
        var before = context.WordBefore(at);
        return context.IsSentenceStart || before.Length == 0 || NormaliserContext.IsCapital(before[0]) || context[at + 4] is '.'
            || context.LastWord is "by" or "and" or "to" or "of" or "with"
            ? context.Append(at, at + 2, LetterNames.Spell(context[at].ToString()))
            : 0;
    }

    private static int Abbreviated(NormaliserContext context, int at, string written)
    {
        var end = at + written.Length;
        if (context[end] == '\'' && context[end + 1] == 's' && context.IsTokenEnd(end + 2))
            return context.Append(at, end + 2, LetterNames.SpellPlural(written.Replace(".", "", StringComparison.Ordinal)));
        context.Append(at, end, LetterNames.Spell(written));
        var isLast = written[^1] == '.'
            && (context[end] is '\0' or '\n' || (context[end] == ' ' && SentenceEnds.IsStarter(context.WordAfter(end))
                && SentenceEnds.EndsSentence(context, end)));
        return isLast ? context.AppendMark(end - 1, end, PhraseEnd.Statement) : end;
    }

    [GeneratedRegex(@"\G[A-Z]{1,3}(?:&[A-Z]{1,3}){1,2}(?:'?s)?(?![A-Za-z0-9])")]
    private static partial Regex Joined();

    [GeneratedRegex(@"\G(?:Ph\.? ?D\.?(?![A-Za-z])|[A-Za-z](?:\.[A-Za-z]){1,6}(?:\.(?![A-Za-z0-9])|(?![A-Za-z0-9.@])))")]
    private static partial Regex Dotted();
}
