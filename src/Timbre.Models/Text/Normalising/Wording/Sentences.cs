using Timbre.Models.Text.Normalising.Figures;
using Timbre.Models.Text.Scripts;

namespace Timbre.Models.Text.Normalising.Wording;

/// <summary>Where a full stop that belongs to an abbreviation ends the sentence too.</summary>
internal static class Sentences
{
    /// <summary>Closes the sentence where the abbreviation with the stop before <paramref name="end"/> seems to be its last word.</summary>
    public static int CloseBehindStop(Page page, int end) => IsLast(page, end) ? page.Close(end - 1, end, PhraseEnd.Statement) : end;

    /// <summary>At the end of the text or line, or before a capitalised word that is no day or month.</summary>
    public static bool IsLast(Page page, int end)
    {
        var at = end;
        while (page[at] is '"' or '\'' or ')' or ']')
            at++;
        var next = at;
        while (page[next] == ' ')
            next++;
        if (page[next] is '\0' or '\n')
            return true;
        if (next == at)
            return false;
        while (page[next] is '"' or '\'' or '(')
            next++;
        var word = page.Letters(next);
        return word.Length > 1 && Page.IsCapital(word[0]) && char.IsAsciiLetterLower(word[1]) && !Calendar.Has(word);
    }
}
