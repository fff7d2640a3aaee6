using Timbre.Text.Normalising.Context;
using Timbre.Text.Normalising.NumberWords;
using Timbre.Text.Scripts;
using Timbre.Text.WordLists;

namespace Timbre.Text.Normalising.Words;

/// <summary>Verbalises Roman numerals behind names and headings: Henry VIII, Chapter IV, World War II; never the pronoun I.</summary>
internal static class NumberedNames
{
    private const int MaxLetters = 8;

    private static readonly WordList Lists = WordList.Load("numbered-names.txt");
    private static readonly HashSet<string> Rulers = [.. Lists.WordsOf("rulers")];
    private static readonly HashSet<string> RoyalTitles = [.. Lists.WordsOf("royal titles")];
    private static readonly HashSet<string> Headings = new(Lists.WordsOf("headings"), StringComparer.OrdinalIgnoreCase);

    /// <summary>Roman numerals that are abbreviations more often.</summary>
    private static readonly HashSet<string> Ambiguous = ["XL", "CC", "CV", "LV", "CI", "LL", "CL", "LI", "MI", "XC"];

    public static int Read(NormaliserContext context, int at)
    {
        var letters = context.LettersAt(at);
        if (letters.Length is 0 or > MaxLetters || RomanNumerals.Parse(letters) is not { } value)
            return 0;
        var end = at + letters.Length;
        if (IsLineNumber(context, at, end))
            return context.AppendMark(end, context.Append(at, end, Cardinals.Of(value)) + 1, PhraseEnd.Colon);
        if (context[at - 1] != ' ' || context[end] is '\'' or '&' or '/' || NormaliserContext.IsDigit(context[end]))
            return 0;
        var before = context.WordBefore(at);
        if (before.Length == 0 || context[at - 2] is '.' or ',')
            return 0;
        if (IsNumberOfHeading(context, before, end, value))
            return context.Append(at, end, Cardinals.Of(value));
        if (IsNumberOfRuler(context, at, before, letters))
            return context.Append(at, end, $"the {Ordinals.Of(value)}");
        return IsNumberOfName(before, letters) ? context.Append(at, end, Cardinals.Of(value)) : 0;
    }

    /// <summary>"IV. " at the start of a line.</summary>
    private static bool IsLineNumber(NormaliserContext context, int at, int end) =>
        end - at > 1 && context[end] == '.' && context[end + 1] == ' ' && context[at - 1] is '\0' or '\n';

    /// <summary>Chapter IV; an I only where it is not the pronoun.</summary>
    private static bool IsNumberOfHeading(NormaliserContext context, string before, int end, int value) =>
        Headings.Contains(before) && (value > 1 || !char.IsAsciiLetterLower(context[end + 1]) || NormaliserContext.IsCapital(before[0]));

    /// <summary>Henry VIII, King Charles I.</summary>
    private static bool IsNumberOfRuler(NormaliserContext context, int at, string before, string letters) =>
        Rulers.Contains(before)
            && (letters.Length > 1 || letters is "V" or "X" || RoyalTitles.Contains(context.WordBefore(at - 1 - before.Length)));

    /// <summary>Rocky II: behind any other capitalised word.</summary>
    private static bool IsNumberOfName(string before, string letters) =>
        letters.Length > 1 && before.Length > 1 && NormaliserContext.IsCapital(before[0]) && char.IsAsciiLetterLower(before[1])
            && !Ambiguous.Contains(letters);
}
