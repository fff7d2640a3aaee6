namespace Timbre.Models.Text.Normalising.Wording;

/// <summary>Whether a word in capitals stands among others in capitals, so that they mean nothing but loudness.</summary>
internal static class Shouting
{
    private const int Around = 60;

    public static bool Is(Page page, int at, int end)
    {
        if (!Page.IsCapital(page[at]))
            return false;
        int large = 0, small = 0, words = 0;
        for (var i = Math.Max(0, at - Around); i < Math.Min(page.Text.Length, end + Around); i++)
        {
            var c = page[i];
            if (i < at && c is '.' or '!' or '?' or '\n' or '"')
                (large, small, words) = (0, 0, 0);
            else if (i >= end && c is '.' or '!' or '?' or '\n' or '"')
                break;
            large += Page.IsCapital(c) ? 1 : 0;
            small += char.IsAsciiLetterLower(c) ? 1 : 0;
            words += Page.IsCapital(c) && Page.IsCapital(page[i + 1]) && page.IsStart(i) ? 1 : 0;
        }

        return words >= 2 && large >= 5 && large > small * 4;
    }
}
