using System.Text.RegularExpressions;
using Timbre.Text.Normalising.Context;

namespace Timbre.Text.Normalising.Words;

/// <summary>
/// Tells "the first" behind the name of a ruler from the pronoun: Elizabeth I died in 1603, Napoleon I was marching; but not "Charles and
/// I", nor "Peter I think you are right".
/// </summary>
internal static partial class RegnalFirst
{
    private const int ContextCharacters = 70; // on each side, within the sentence

    /// <summary>Names that hardly anybody has who is spoken to.</summary>
    private static readonly HashSet<string> NamesOfRulersOnly =
    [
        "Napoleon", "Wilhelm", "Ramses", "Ramesses", "Seti", "Darius", "Xerxes", "Ptolemy", "Mehmed", "Murad", "Selim", "Justinian",
        "Theodosius", "Constantine", "Leopold", "Sigismund", "Casimir", "Maximilian", "Umberto", "Kamehameha", "Montezuma", "Moctezuma",
        "Haile", "Afonso", "Baudouin", "Amenhotep", "Thutmose", "Friedrich", "Urban", "Innocent", "Boniface", "Clement",
    ];

    /// <param name="context">The text.</param>
    /// <param name="at">The place of the I.</param>
    /// <param name="end">Behind it.</param>
    /// <param name="name">The name before it.</param>
    public static bool IsAt(NormaliserContext context, int at, int end, string name)
    {
        if (context.WordBefore(at - 1 - name.Length) is "Dear" or "dear" or "Hi" or "Hey" or "Hello" or "Oh" or "Sorry")
            return false;
        if (context[end] is '.' or ',' or ';' or ':' or ')' or '?' or '!' or '\0' or '\n' or '"' or '-' or '–' or '—')
            return true;
        if (NamesOfRulersOnly.Contains(name))
            return true;
        var after = context.Text.AsSpan(end, Math.Min(ContextCharacters, context.Text.Length - end));
        var before = context.Before(at, ContextCharacters);
        after = after[..(after.IndexOfAny(".!?\n") is >= 0 and var stop ? stop : after.Length)];
        before = before[(before.LastIndexOfAny(".!?\n") + 1)..];
        return Behind().IsMatch(after) || BehindIsWordOfThirdPerson(context.WordAfter(end)) || Sovereign().IsMatch(before)
            || (Year().IsMatch(before) || Year().IsMatch(after)) && !OfTheFirstPerson().IsMatch(after);
    }

    /// <summary>is, has, rules: no form that goes with the pronoun.</summary>
    private static bool BehindIsWordOfThirdPerson(string word) =>
        word.Length > 1 && word[^1] == 's' && word[^2] != 's' && char.IsAsciiLetterLower(word[0])
            && word is not ("was" or "always" or "perhaps" or "sometimes" or "besides" or "us" or "thus" or "afterwards");

    /// <summary>A word that joins or qualifies a noun, what rulers do, or a pronoun of the third person.</summary>
    [GeneratedRegex(@"^ (?:and|or|of|in|from|at|versus|the)(?![A-Za-z])|^ (?:ruled|reigned|ascended|abdicated|conquered|died|succeeded"
        + @"|invaded|came to the throne|became|founded|was (?:crowned|born|king|queen|emperor|executed|murdered|succeeded|buried|the))"
        + @"(?![A-Za-z])"
        + @"|(?<![A-Za-z])(?:himself|herself|his|he|her|she)(?![A-Za-z])")]
    private static partial Regex Behind();

    [GeneratedRegex(@"(?:under|reign of|court of|death of|son of|daughter of|wife of|of King|of Queen|coronation of"
        + "|days of|time of) [A-Z][a-z]+ $")]
    private static partial Regex Sovereign();

    [GeneratedRegex(@"(?<![0-9])1[0-9]{3}(?![0-9])")]
    private static partial Regex Year();

    [GeneratedRegex(@"(?<![A-Za-z])(?:my|me|myself|you|your|we)(?![A-Za-z])")]
    private static partial Regex OfTheFirstPerson();
}
