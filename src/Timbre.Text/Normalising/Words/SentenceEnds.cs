using Timbre.Text.Normalising.Context;
using Timbre.Text.Scripts;
using Timbre.Text.WordLists;

namespace Timbre.Text.Normalising.Words;

/// <summary>Sentence boundary detection at full stops that belong to an abbreviation.</summary>
internal static class SentenceEnds
{
    private static readonly HashSet<string> Starters = [.. WordList.Load("places.txt").WordsOf("sentence starters")];

    /// <summary>Abbreviations that something always follows.</summary>
    private static readonly HashSet<string> NeverLast = new(StringComparer.OrdinalIgnoreCase)
    {
        "vs", "cf", "e.g", "i.e", "eg", "ie", "viz", "approx", "ca", "incl", "excl", "est", "intl", "natl", "dept", "univ", "govt",
        "assn", "tel",
        "misc", "avg", "max", "min", "ed", "trans", "rev", "bldg", "apt", "ste", "hwy", "pt", "temp",
    };

    /// <summary>Abbreviations that names go on behind: Smith Jr. Foundation.</summary>
    private static readonly HashSet<string> WithinNames = new(StringComparer.OrdinalIgnoreCase)
    {
        "jr", "sr", "inc", "ltd", "co", "corp", "bros", "esq", "st", "dr", "ave", "av", "blvd", "rd", "ln", "ct", "pl", "ter", "cir",
        "sq", "pkwy",
        "fwy", "expy", "tpke", "assoc", "al", "ctr", "jct", "cty", "reg", "ret",
    };

    /// <summary>Of companies: a capitalised word behind them begins a sentence when a small one follows it.</summary>
    private static readonly HashSet<string> Companies = new(StringComparer.OrdinalIgnoreCase) { "inc", "ltd", "corp", "co" };

    /// <summary>Whom companies have, and what they are called behind: Ford Motor Co. Chairman, Time Inc. Magazine.</summary>
    private static readonly HashSet<string> OfCompanies =
        ["Chairman", "Chairwoman", "Chief", "President", "Vice", "Director", "Executive", "Founder", "Spokesman", "Spokeswoman", "Analyst"];

    /// <summary>True for a word that sentences begin with: He, Then, The.</summary>
    public static bool IsStarter(string word) => Starters.Contains(word);

    /// <summary>Closes the sentence behind an abbreviation, by what can follow that one.</summary>
    /// <param name="context">The text.</param>
    /// <param name="end">Behind its full stop.</param>
    /// <param name="abbreviation">Its letters.</param>
    public static int CloseAfter(NormaliserContext context, int end, string abbreviation)
    {
        if (!EndsSentence(context, end))
            return end;
        var next = NextWord(context, end);
        var goesOn = next.Length > 0
            && (NeverLast.Contains(abbreviation) || (WithinNames.Contains(abbreviation) && !Starters.Contains(next)
            && !(Companies.Contains(abbreviation) && BeginsSentence(context, end, next))));
        return goesOn ? end : context.AppendMark(end - 1, end, PhraseEnd.Statement);
    }

    /// <summary>Acme Inc. Shares fell: a small word follows the capitalised one.</summary>
    private static bool BeginsSentence(NormaliserContext context, int end, string next)
    {
        var behind = end + 1 + next.Length;
        return context[end] == ' ' && next.Length > 2 && char.IsAsciiLetterLower(next[^1]) && !OfCompanies.Contains(next)
            && context[behind] == ' ' && char.IsAsciiLetterLower(context[behind + 1]);
    }

    private static string NextWord(NormaliserContext context, int at)
    {
        while (context[at] is ' ' or '"' or '\'' or '(' or ')' or ']')
            at++;
        return context.LettersAt(at);
    }

    /// <summary>Closes the sentence where the abbreviation with the stop before <paramref name="end"/> seems to be its last word.</summary>
    public static int CloseAfterStop(NormaliserContext context, int end) =>
        EndsSentence(context, end) ? context.AppendMark(end - 1, end, PhraseEnd.Statement) : end;

    /// <summary>At the end of the text or line, or before a capitalised word that is no day or month.</summary>
    public static bool EndsSentence(NormaliserContext context, int end)
    {
        var at = end;
        while (context[at] is '"' or '\'' or ')' or ']')
            at++;
        var next = at;
        while (context[next] == ' ')
            next++;
        if (context[next] is '\0' or '\n')
            return true;
        if (next == at)
            return false;
        while (context[next] is '"' or '\'' or '(')
            next++;
        var word = context.LettersAt(next);
        if (word is "I" or "A" && context[next + 1] is ' ' or '\'')
            return true;
        return word.Length > 1 && NormaliserContext.IsCapital(word[0]) && char.IsAsciiLetterLower(word[1])
            && !Calendar.IsMonthOrWeekday(word) && word is not ("Eastern" or "Pacific" or "Central" or "Mountain");
    }
}
