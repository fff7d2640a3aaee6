using System.Text.RegularExpressions;
using Timbre.Text.Normalising.Context;
using Timbre.Text.Normalising.NumberWords;
using Timbre.Text.Normalising.Words;
using Timbre.Text.Scripts;

namespace Timbre.Text.Normalising.Places;

/// <summary>
/// States by the abbreviations of newspapers: behind a place (Austin, Tex.) and behind the party of a politician (D-Calif., R-N.Y., I-VT).
/// </summary>
internal static partial class PartyAndState
{
    public static int Read(NormaliserContext context, int at)
    {
        if (!context.IsTokenStart(at))
            return 0;
        if (WithDirection().Match(context.Text, at) is { Success: true } directed)
            return Append(context, at, at + directed.Length, $"{Side(directed.Value[0])} {(directed.Value.Contains("Da") ? "dakota"
                : directed.Value[0] == 'W' ? "virginia" : "carolina")}");
        if (Party().Match(context.Text, at) is { Success: true } party && IsBehindName(context, at)
            && StateAt(context, at + 2) is { } home)
        {
            context.Append(at, at + 1, LetterNames.Spell(party.Groups[1].Value));
            return Append(context, at + 2, home.End, home.Name);
        }

        if (context.WordBefore(at) is "of" or "in" && StateAt(context, at) is { } whole && whole.End - at > 4
            && context[whole.End - 1] == '.'
            && context.LettersAt(at) is not ("Mass" or "Wash" or "Miss" or "Mont"))
            return Append(context, at, whole.End, whole.Name);
        var isBehindPlace = context[at - 1] == ' ' && context[at - 2] == ','
            && context.WordBefore(at - 2) is { Length: > 1 } place && NormaliserContext.IsCapital(place[0]);
        return isBehindPlace && StateAt(context, at) is { } state && context[state.End - 1] == '.'
            ? Append(context, at, state.End, state.Name)
            : 0;
    }

    private static string Side(char letter) => letter switch { 'N' => "north", 'S' => "south", _ => "west" };

    private static bool IsBehindName(NormaliserContext context, int at) =>
        context[at - 1] == '(' || (context[at - 1] == ' ' && context[at - 2] == ',');

    private static (int End, string Name)? StateAt(NormaliserContext context, int at)
    {
        var match = State().Match(context.Text, at);
        if (!match.Success)
            return null;
        var letters = string.Concat(match.Value.Where(NormaliserContext.IsLetter));
        return (UsStates.NameOfAbbreviation(letters) ?? UsStates.Name(letters)) is { } name ? (at + match.Length, name) : null;
    }

    /// <summary>The name; a sentence ends behind the full stop only where the next word begins one.</summary>
    private static int Append(NormaliserContext context, int at, int end, string name)
    {
        context.Append(at, end, name);
        if (PostalCode().Match(context.Text, end) is { Success: true } code)
            return context.Append(end + 1, end + code.Length, Digits.Of(code.Value));
        return context[end - 1] == '.' && SentenceEnds.EndsSentence(context, end)
            && (context.WordAfter(end) is not { Length: > 0 } next || SentenceEnds.IsStarter(next))
            ? context.AppendMark(end - 1, end, PhraseEnd.Statement)
            : end;
    }

    [GeneratedRegex(@"\G(?:[NS]\. ?(?:Dak|Car)\.|W\. ?Va\.)")]
    private static partial Regex WithDirection();

    [GeneratedRegex(@"\G [0-9]{5}(?:-[0-9]{4})?(?![0-9])")]
    private static partial Regex PostalCode();

    [GeneratedRegex(@"\G([DRI])-(?=[A-Z])")]
    private static partial Regex Party();

    [GeneratedRegex(@"\G(?:[NS]\. ?[A-Z]\.|R\. ?I\.|D\. ?C\.|W\. ?Va\.|[A-Z]{2}(?![A-Za-z])|[A-Z][a-z]{1,5}(?![A-Za-z])\.?)")]
    private static partial Regex State();
}
