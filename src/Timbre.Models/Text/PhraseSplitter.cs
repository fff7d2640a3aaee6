namespace Timbre.Models.Text;

/// <summary>Cuts text into phrases that are spoken one by one: at the ends of sentences, and within long ones at commas or, at worst, between words.</summary>
internal static class PhraseSplitter
{
    /// <summary>No phrase is longer, in characters; a word longer than that is cut.</summary>
    public const int MostChars = 240;

    private static readonly HashSet<string> Abbreviations = new(StringComparer.OrdinalIgnoreCase)
    {
        "mr", "mrs", "ms", "dr", "prof", "st", "jr", "sr", "vs", "etc", "e.g", "i.e", "vol", "fig", "approx", "dept", "est", "inc", "ltd", "co", "gen", "col", "capt", "sgt", "rev", "hon", "mt", "ave", "blvd",
    };

    /// <summary>The phrases of <paramref name="text"/> in order, trimmed, none empty; together they hold every word.</summary>
    public static IEnumerable<string> Split(string text)
    {
        foreach (var line in text.Split(['\n', '\r', '\u2028', '\u2029', '\f', '\v'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            foreach (var sentence in Sentences(line))
            {
                foreach (var phrase in Shorten(sentence))
                    yield return phrase;
            }
        }
    }

    private static IEnumerable<string> Sentences(string line)
    {
        var start = 0;
        for (var i = 0; i < line.Length - 1; i++)
        {
            if (!IsStop(line[i]) || !IsEnd(line, start, i))
                continue;
            var end = i + 1;
            while (end < line.Length && (IsStop(line[end]) || line[end] is '"' or '\'' or ')' or ']' or '”' or '’'))
                end++;
            if (end < line.Length && !char.IsWhiteSpace(line[end]))
                continue;
            if (line[start..end].Trim() is { Length: > 0 } sentence)
                yield return sentence;
            (start, i) = (end, end - 1);
        }

        if (line[start..].Trim() is { Length: > 0 } rest)
            yield return rest;
    }

    private static bool IsStop(char c) => c is '.' or '!' or '?' or ';' or '…';

    /// <summary>A full stop behind an abbreviation or an initial ends nothing.</summary>
    private static bool IsEnd(string line, int start, int stop)
    {
        if (line[stop] != '.')
            return true;
        var from = stop;
        while (from > start && !char.IsWhiteSpace(line[from - 1]))
            from--;
        var word = line[from..stop].TrimStart('(', '"', '\'', '“', '‘');
        return !Abbreviations.Contains(word) && !(word.Length == 1 && char.IsUpper(word[0]) && word != "I");
    }

    private static IEnumerable<string> Shorten(string sentence)
    {
        while (sentence.Length > MostChars)
        {
            var cut = CutBefore(sentence);
            if (sentence[..cut].Trim() is { Length: > 0 } phrase)
                yield return phrase;
            sentence = sentence[cut..].Trim();
        }

        if (sentence.Length > 0)
            yield return sentence;
    }

    /// <summary>Behind the last comma that leaves a phrase of some length, else before the last word that fits.</summary>
    private static int CutBefore(string sentence)
    {
        var comma = sentence.LastIndexOfAny([',', ':', '—'], MostChars - 1, MostChars * 2 / 3);
        if (comma > 0)
            return comma + 1;
        var space = sentence.LastIndexOf(' ', MostChars - 1);
        return space > 0 ? space : char.IsHighSurrogate(sentence[MostChars - 1]) ? MostChars - 1 : MostChars;
    }
}
