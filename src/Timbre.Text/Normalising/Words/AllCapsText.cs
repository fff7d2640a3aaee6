using Timbre.Text.Normalising.Context;

namespace Timbre.Text.Normalising.Words;

/// <summary>Detector of text in capitals: a word in capitals among others in capitals is emphasised, no acronym.</summary>
internal static class AllCapsText
{
    private const int ContextCharacters = 60;

    public static bool IsAt(NormaliserContext context, int at, int end)
    {
        if (!NormaliserContext.IsCapital(context[at]))
            return false;
        int capitals = 0, lowercase = 0, words = 0;
        for (var i = Math.Max(0, at - ContextCharacters); i < Math.Min(context.Text.Length, end + ContextCharacters); i++)
        {
            var c = context[i];
            if (i < at && c is '.' or '!' or '?' or '\n' or '"')
                (capitals, lowercase, words) = (0, 0, 0);
            else if (i >= end && c is '.' or '!' or '?' or '\n' or '"')
                break;
            capitals += NormaliserContext.IsCapital(c) ? 1 : 0;
            lowercase += char.IsAsciiLetterLower(c) ? 1 : 0;
            words += NormaliserContext.IsCapital(c) && NormaliserContext.IsCapital(context[i + 1]) && context.IsTokenStart(i) ? 1 : 0;
        }

        return words >= 2 && capitals >= 5 && capitals > lowercase * 4;
    }
}
