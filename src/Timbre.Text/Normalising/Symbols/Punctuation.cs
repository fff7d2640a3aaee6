using Timbre.Text.Normalising.Context;
using Timbre.Text.Normalising.Words;
using Timbre.Text.Scripts;

namespace Timbre.Text.Normalising.Symbols;

/// <summary>Punctuation that makes pauses and intonation, spaces, and line ends.</summary>
internal static class Punctuation
{
    private const int WrappedLineLength = 45; // a line that is longer was wrapped, a shorter one ends its sentence

    public static int Read(NormaliserContext context, int at)
    {
        var c = context[at];
        return c switch
        {
            '\n' => Lines(context, at),
            '.' or '!' or '?' => Stops(context, at),
            ',' => context.AppendMark(at, at + 1, PhraseEnd.Comma),
            ';' or ':' => context.AppendMark(at, at + 1, PhraseEnd.Colon),
            '—' => context.AppendMark(at, at + 1, PhraseEnd.Comma),
            '-' or '–' => Dash(context, at),
            '|' when context[at - 1] == ' ' || context[at + 1] == ' ' => context.AppendMark(at, at + 1, PhraseEnd.Comma),
            '(' or ')' or '[' or ']' or '{' or '}' => context.AppendMark(at, at + 1, PhraseEnd.Comma),
            _ => 0,
        };
    }

    /// <summary>A dash between words is a pause; one within a word, or at the head of a line, is nothing.</summary>
    private static int Dash(NormaliserContext context, int at)
    {
        var end = at;
        while (context[end] is '-' or '–')
            end++;
        var isPause = end - at > 1 || (context[at - 1] == ' ' && context[end] == ' ') || (context[at] == '–' && context[at - 1] == ' ')
            || (context[at - 1] is '"' or '\'' || context[end] is '"' or '\'');
        return isPause ? context.AppendMark(at, end, PhraseEnd.Comma) : end;
    }

    private static int Stops(NormaliserContext context, int at)
    {
        var end = at;
        bool isQuestion = false, isExclamation = false;
        while (context[end] is '.' or '!' or '?')
        {
            isQuestion |= context[end] == '?';
            isExclamation |= context[end++] == '!';
        }

        var isAlone = end == at + 1 && context[at] == '.';
        if (isAlone && NormaliserContext.IsLetterOrDigit(context[end]) && NormaliserContext.IsLetterOrDigit(context[at - 1])
            && !IsEndWithoutSpace(context, at))
            return end; // within a word
        if (!isQuestion && !isExclamation && !isAlone
            && char.IsAsciiLetterLower(context.WordAfter(end) is { Length: > 0 } next ? next[0] : '\0'))
            return context.AppendMark(at, end, PhraseEnd.Comma); // ... and goes on
        if (isAlone && NormaliserContext.IsCapital(context[at - 1]) && context.IsTokenStart(at - 1) && context[end] == ' '
            && char.IsAsciiLetterLower(context[end + 1]))
            return end; // E. coli
        if (isAlone && context[at - 1] is ' ' or '\0' or '\n' && context[end] is not ('\0' or ' ' or '\n'))
            return end;
        if (Quotations.GoOnBehind(context, end))
        {
            return context.AppendMark(
                at, end, isQuestion ? PhraseEnd.QuotedQuestion : isExclamation ? PhraseEnd.QuotedExclamation : PhraseEnd.Comma);
        }

        return context.AppendMark(at, end, isQuestion ? PhraseEnd.Question : isExclamation ? PhraseEnd.Exclamation : PhraseEnd.Statement);
    }

    /// <summary>
    /// left.She: small letters before the full stop, a capitalised word behind it that is no member of a program's object.
    /// </summary>
    private static bool IsEndWithoutSpace(NormaliserContext context, int at)
    {
        var next = context.LettersAt(at + 1);
        var before = context.WordBefore(at);
        return next.Length > 0 && NormaliserContext.IsCapital(next[0])
            && (next.Length == 1 ? next is "I" or "A" : char.IsAsciiLetterLower(next[^1]))
            && before.Length > 1 && char.IsAsciiLetterLower(before[^1])
            && context[at + 1 + next.Length] is ' ' or ',' or '\'' or '\0' or '!' or '?'
            && (char.IsAsciiLetterLower(before[0]) || SentenceEnds.IsStarter(next));
    }

    private static int Lines(NormaliserContext context, int at)
    {
        var (end, lines) = (at, 0);
        while (context[end] is '\n' or ' ')
            lines += context[end++] == '\n' ? 1 : 0;
        if (lines > 1 || end >= context.Text.Length)
            return context.AppendMark(at, end, PhraseEnd.Paragraph);

        var start = at;
        while (start > 0 && at - start <= WrappedLineLength && context[start - 1] != '\n')
            start--;
        var isWrapped = at - start > WrappedLineLength || char.IsAsciiLetterLower(context[end]);
        var isItem = context[end] is '-' or '*' or '·' && context[end + 1] == ' ';
        return isWrapped && !isItem ? end : context.AppendMark(at, end, PhraseEnd.Statement);
    }
}
