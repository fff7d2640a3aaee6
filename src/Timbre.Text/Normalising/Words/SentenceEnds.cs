using Timbre.Text.Normalising.Context;
using Timbre.Text.Scripts;

namespace Timbre.Text.Normalising.Words;

/// <summary>Sentence boundary detection at full stops that belong to an abbreviation.</summary>
internal static class SentenceEnds
{
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
        return word.Length > 1 && NormaliserContext.IsCapital(word[0]) && char.IsAsciiLetterLower(word[1])
            && !Calendar.IsMonthOrWeekday(word);
    }
}
