using System.Text.RegularExpressions;
using Timbre.Text.Normalising.Context;
using Timbre.Text.Scripts;

namespace Timbre.Text.Normalising.Symbols;

/// <summary>The way through a program's menus, whose steps are parted by signs: Settings > Privacy > Location, File → Export.</summary>
internal static partial class MenuPaths
{
    private const int CueDistance = 80; // characters before the sign

    /// <summary>A pause for the sign; an arrow between names of places is "to", two names with > are compared.</summary>
    public static int Read(NormaliserContext context, int at)
    {
        var sign = Sign().Match(context.Text, at);
        if (!sign.Success)
            return 0;
        var before = context.Before(at, CueDistance);
        var end = at + sign.Groups[1].Length;
        var isPath = StepBefore().IsMatch(before)
            && (Cue().IsMatch(before) || KnownMenu().IsMatch(before)
            || (context[at] is '>' or '»' && (Preposition().IsMatch(before) || AnotherStep().IsMatch(context.Text, end)
            || StepBeforeThat().IsMatch(before))));
        return isPath ? context.AppendMark(at, end, PhraseEnd.Comma) : 0;
    }

    /// <summary>The sign with a capitalised word behind it, and the same space on both sides.</summary>
    [GeneratedRegex(@"\G(?:(?<= )(>|→|->|=>|»)(?= [""'(]?[A-Z0-9+])|(?<=[A-Za-z)])(>|→)(?=[A-Z]))")]
    private static partial Regex Sign();

    /// <summary>A capitalised word, or several of which the first is.</summary>
    [GeneratedRegex(@"(?:^|[^A-Za-z])[A-Z][A-Za-z]+(?: (?:[A-Za-z]+|&)){0,3}[""')]? ?$")]
    private static partial Regex StepBefore();

    [GeneratedRegex(@"(?:[a-z)""'] ?(?:>|→|->|=>)) ?[""'(]?[A-Z][^.!?<>\n]{0,40}$")]
    private static partial Regex StepBeforeThat();

    [GeneratedRegex(@"\G ?[""'(]?[A-Z][^.!?<>→\n]{1,40}[a-z)""'] ?(?:>|→|->|=>) ?[""'(]?[A-Z]")]
    private static partial Regex AnotherStep();

    [GeneratedRegex(@"(?<![A-Za-z])(?:go to|goto|navigate|tap|click|press|select|choose|open|path|menu):?"
        + @" [^.!?\n]*$", RegexOptions.IgnoreCase)]
    private static partial Regex Cue();

    [GeneratedRegex(@"(?<![A-Za-z])(?:in|from|to|under|via|see|at|find|visit)(?: the| your)? ""?[A-Z][A-Za-z]+(?: [A-Za-z&]+){0,2}""? ?$")]
    private static partial Regex Preposition();

    [GeneratedRegex(@"(?<![A-Za-z])(?:Settings|Preferences|File|Edit|View|Tools|Menu|Options|Help|Home|Account|Profile|System|General"
        + @"|Privacy|Format|Insert|Window|Control Panel|Start|Security|Advanced|Network|Display|Apps|Library|Store|Admin|Dashboard) ?$")]
    private static partial Regex KnownMenu();
}
