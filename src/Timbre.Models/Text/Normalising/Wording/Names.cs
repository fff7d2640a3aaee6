namespace Timbre.Models.Text.Normalising.Wording;

/// <summary>A run of letters, whatever its case, as words: small, capitals, camelCase, CDs.</summary>
internal static class Names
{
    private static readonly string[] OneWord = ["Mc", "Fitz"];

    /// <param name="letters">At least one letter and nothing else.</param>
    /// <param name="isLoud">Whether everything around is in capitals.</param>
    public static string Read(string letters, bool isLoud = false)
    {
        if (letters.Length == 1)
            return Letters.Spell(letters);
        if (letters.All(char.IsAsciiLetterLower))
            return Chat.Read(letters) ?? letters;
        if (letters.All(char.IsAsciiLetterUpper))
            return Acronyms.Read(letters, isLoud);
        if (letters.AsSpan(1).IndexOfAnyInRange('A', 'Z') < 0)
            return Chat.Read(letters.ToLowerInvariant()) ?? letters.ToLowerInvariant(); // Capitalised
        if (letters[^1] == 's' && letters[..^1].All(char.IsAsciiLetterUpper))
            return Acronyms.Read(letters[..^1], false) is var singular && singular.Contains(' ', StringComparison.Ordinal) ? Letters.SpellMany(letters[..^1]) : $"{singular}s";
        if (letters == "PhD")
            return "p h d";
        return string.Join(' ', Humps(letters).Select(hump => Read(hump)));
    }

    /// <summary>camelCase as camel, Case; HTTPServer as HTTP, Server; McDonald stays whole.</summary>
    private static IEnumerable<string> Humps(string letters)
    {
        var start = 0;
        for (var i = 1; i < letters.Length; i++)
        {
            var begins = char.IsAsciiLetterUpper(letters[i]) && (char.IsAsciiLetterLower(letters[i - 1]) || (i + 1 < letters.Length && char.IsAsciiLetterLower(letters[i + 1])));
            if (!begins || OneWord.Contains(letters[start..i]))
                continue;
            yield return letters[start..i];
            start = i;
        }

        // What is left is a word with one capital in front, one in capitals, or McSomething.
        yield return letters[start..] is var last && OneWord.Any(prefix => last.StartsWith(prefix, StringComparison.Ordinal)) ? last.ToLowerInvariant() : last;
    }
}
