using Timbre.Models.Text.Scripts;

namespace Timbre.Models.Text.Normalising.Signs;

/// <summary>Marks that are heard as pauses and melody, spaces, and line ends.</summary>
internal static class Punctuation
{
    private const int WrappedLine = 45; // a line that is longer was wrapped, a shorter one ends what it says

    public static int Read(Page page, int at)
    {
        var c = page[at];
        return c switch
        {
            '\n' => Lines(page, at),
            '.' or '!' or '?' => Stops(page, at),
            ',' => page.Close(at, at + 1, PhraseEnd.Comma),
            ';' or ':' => page.Close(at, at + 1, PhraseEnd.Colon),
            '—' => page.Close(at, at + 1, PhraseEnd.Comma),
            '-' or '–' => Dash(page, at),
            '(' or ')' or '[' or ']' or '{' or '}' => page.Close(at, at + 1, PhraseEnd.Comma),
            _ => 0,
        };
    }

    /// <summary>A dash between words is a pause; one within a word, or at the head of a line, is nothing.</summary>
    private static int Dash(Page page, int at)
    {
        var end = at;
        while (page[end] is '-' or '–')
            end++;
        var isPause = end - at > 1 || (page[at - 1] == ' ' && page[end] == ' ') || (page[at] == '–' && page[at - 1] == ' ') || (page[at - 1] is '"' or '\'' || page[end] is '"' or '\'');
        return isPause ? page.Close(at, end, PhraseEnd.Comma) : end;
    }

    private static int Stops(Page page, int at)
    {
        var end = at;
        bool isQuestion = false, isLoud = false;
        while (page[end] is '.' or '!' or '?')
        {
            isQuestion |= page[end] == '?';
            isLoud |= page[end++] == '!';
        }

        var isAlone = end == at + 1 && page[at] == '.';
        if (isAlone && Page.IsLetterOrDigit(page[end]) && Page.IsLetterOrDigit(page[at - 1]))
            return end; // within a word
        if (!isQuestion && !isLoud && !isAlone && char.IsAsciiLetterLower(page.After(end) is { Length: > 0 } next ? next[0] : '\0'))
            return page.Close(at, end, PhraseEnd.Comma); // ... and goes on
        if (isAlone && page[at - 1] is ' ' or '\0' or '\n' && page[end] is not ('\0' or ' ' or '\n'))
            return end;
        return page.Close(at, end, isQuestion ? PhraseEnd.Question : isLoud ? PhraseEnd.Exclamation : PhraseEnd.Statement);
    }

    private static int Lines(Page page, int at)
    {
        var (end, lines) = (at, 0);
        while (page[end] is '\n' or ' ')
            lines += page[end++] == '\n' ? 1 : 0;
        if (lines > 1 || end >= page.Text.Length)
            return page.Close(at, end, PhraseEnd.Paragraph);

        var start = at;
        while (start > 0 && at - start <= WrappedLine && page[start - 1] != '\n')
            start--;
        var isWrapped = at - start > WrappedLine || char.IsAsciiLetterLower(page[end]);
        var isItem = page[end] is '-' or '*' or '·' && page[end + 1] == ' ';
        return isWrapped && !isItem ? end : page.Close(at, end, PhraseEnd.Statement);
    }
}
