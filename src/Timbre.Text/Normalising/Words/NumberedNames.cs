using Timbre.Text.Normalising.Context;
using Timbre.Text.Normalising.NumberWords;

namespace Timbre.Text.Normalising.Words;

/// <summary>Roman numerals: Henry VIII, Chapter IV, World War II; never the pronoun I.</summary>
internal static class NumberedNames
{
    private static readonly HashSet<string> Rulers = new(StringComparer.Ordinal)
    {
        "Henry", "Louis", "Elizabeth", "Charles", "George", "Edward", "William", "James", "Richard", "Napoleon", "Paul", "Pius", "Benedict",
        "John", "Gregory", "Leo", "Philip", "Alexander",
        "Catherine", "Nicholas", "Frederick", "Peter", "Ramses", "Ramesses", "Mary", "Francis", "Clement", "Urban", "Innocent", "Felipe",
        "Juan", "Carlos", "Wilhelm", "Otto", "Ivan", "Constantine",
        "Harald", "Haakon", "Olav", "Christian", "Gustav", "Margrethe", "Ferdinand", "Leopold", "Albert", "Cleopatra", "Ptolemy", "Darius",
        "Xerxes", "Mehmed", "Murad", "Selim", "Robert", "David", "Malcolm",
    };

    private static readonly HashSet<string> RoyalTitles = new(StringComparer.Ordinal) {
        "King", "Queen", "Pope", "Emperor", "Empress", "Tsar", "Czar", "Kaiser", "Prince", "Saint"
    };

    private static readonly HashSet<string> Headings = new(StringComparer.OrdinalIgnoreCase)
    {
        "chapter", "part", "act", "scene", "section", "volume", "book", "article", "phase", "title", "war", "bowl", "type", "stage",
        "class", "level", "appendix", "table", "figure", "mark", "grade",
        "round", "canto", "episode", "amendment", "schedule", "annex", "unit", "lesson", "division", "group", "factor", "category", "tier",
    };

    private static readonly HashSet<string> Ambiguous = ["XL", "CC", "CV", "LV", "CI", "LL", "CL", "LI", "MI", "XC"];

    public static int Read(NormaliserContext context, int at)
    {
        var letters = context.LettersAt(at);
        var end = at + letters.Length;
        if (letters.Length is > 1 and <= 8 && context[at + letters.Length] == '.' && context[at + letters.Length + 1] == ' '
            && context[at - 1] is '\0' or '\n' && RomanNumerals.Parse(letters) is { } numbered)
            return context.AppendMark(
                at + letters.Length, context.Append(at, end, Cardinals.Of(numbered)) + 1, Timbre.Text.Scripts.PhraseEnd.Colon);
        if (letters.Length is 0 or > 8 || context[at - 1] != ' ' || context[end] is '\'' or '&' or '/'
            || NormaliserContext.IsDigit(context[end]) || RomanNumerals.Parse(letters) is not { } value)
            return 0;
        var before = context.WordBefore(at);
        if (before.Length == 0 || context[at - 2] is '.' or ',')
            return 0;
        if (Headings.Contains(before)
            && (value > 1 || !char.IsAsciiLetterLower(context[end + 1]) || NormaliserContext.IsCapital(before[0])))
            return context.Append(at, end, Cardinals.Of(value));
        if (Rulers.Contains(before)
            && (letters.Length > 1 || letters is "V" or "X" || RoyalTitles.Contains(context.WordBefore(at - 1 - before.Length))))
            return context.Append(at, end, $"the {Ordinals.Of(value)}");
        return letters.Length > 1 && NormaliserContext.IsCapital(before[0]) && before.Length > 1 && char.IsAsciiLetterLower(before[1])
            && !Ambiguous.Contains(letters)
            ? context.Append(at, end, Cardinals.Of(value))
            : 0;
    }
}
