using Timbre.Models.Text.Normalising.Numbers;

namespace Timbre.Models.Text.Normalising.Wording;

/// <summary>Roman numerals: Henry VIII, Chapter IV, World War II; never the pronoun I.</summary>
internal static class Regnal
{
    private static readonly HashSet<string> Rulers = new(StringComparer.Ordinal)
    {
        "Henry", "Louis", "Elizabeth", "Charles", "George", "Edward", "William", "James", "Richard", "Napoleon", "Paul", "Pius", "Benedict", "John", "Gregory", "Leo", "Philip", "Alexander",
        "Catherine", "Nicholas", "Frederick", "Peter", "Ramses", "Ramesses", "Mary", "Francis", "Clement", "Urban", "Innocent", "Felipe", "Juan", "Carlos", "Wilhelm", "Otto", "Ivan", "Constantine",
        "Harald", "Haakon", "Olav", "Christian", "Gustav", "Margrethe", "Ferdinand", "Leopold", "Albert", "Cleopatra", "Ptolemy", "Darius", "Xerxes", "Mehmed", "Murad", "Selim", "Robert", "David", "Malcolm",
    };

    private static readonly HashSet<string> Crowns = new(StringComparer.Ordinal) { "King", "Queen", "Pope", "Emperor", "Empress", "Tsar", "Czar", "Kaiser", "Prince", "Saint" };

    private static readonly HashSet<string> Headings = new(StringComparer.OrdinalIgnoreCase)
    {
        "chapter", "part", "act", "scene", "section", "volume", "book", "article", "phase", "title", "war", "bowl", "type", "stage", "class", "level", "appendix", "table", "figure", "mark", "grade",
        "round", "canto", "episode", "amendment", "schedule", "annex", "unit", "lesson", "division", "group", "factor", "category", "tier",
    };

    private static readonly HashSet<string> Otherwise = ["XL", "CC", "CV", "LV", "CI", "LL", "CL", "LI", "MI", "XC"];

    public static int Read(Page page, int at)
    {
        var letters = page.Letters(at);
        var end = at + letters.Length;
        if (letters.Length is > 1 and <= 8 && page[at + letters.Length] == '.' && page[at + letters.Length + 1] == ' ' && page[at - 1] is '\0' or '\n' && RomanNumerals.Read(letters) is { } numbered)
            return page.Close(at + letters.Length, page.Say(at, end, Cardinals.Of(numbered)) + 1, Scripts.PhraseEnd.Colon);
        if (letters.Length is 0 or > 8 || page[at - 1] != ' ' || page[end] is '\'' or '&' or '/' || Page.IsDigit(page[end]) || RomanNumerals.Read(letters) is not { } value)
            return 0;
        var before = page.Before(at);
        if (before.Length == 0 || page[at - 2] is '.' or ',')
            return 0;
        if (Headings.Contains(before) && (value > 1 || !char.IsAsciiLetterLower(page[end + 1]) || Page.IsCapital(before[0])))
            return page.Say(at, end, Cardinals.Of(value));
        if (Rulers.Contains(before) && (letters.Length > 1 || letters is "V" or "X" || Crowns.Contains(page.Before(at - 1 - before.Length))))
            return page.Say(at, end, $"the {Ordinals.Of(value)}");
        return letters.Length > 1 && Page.IsCapital(before[0]) && before.Length > 1 && char.IsAsciiLetterLower(before[1]) && !Otherwise.Contains(letters) ? page.Say(at, end, Cardinals.Of(value)) : 0;
    }
}
