namespace Timbre.Text.Normalising.Words;

/// <summary>A run of letters, whatever its case, as words: small, capitals, camelCase, CDs.</summary>
internal static class LetterRuns
{
    private static readonly string[] NamePrefixes = ["Mc", "Fitz"];

    /// <param name="letters">At least one letter and nothing else.</param>
    /// <param name="isAllCaps">Whether everything around is in capitals.</param>
    public static string Read(string letters, bool isAllCaps = false)
    {
        if (letters.Length == 1)
            return LetterNames.Spell(letters);
        if (letters.All(char.IsAsciiLetterLower))
            return ChatAbbreviations.Read(letters) ?? letters;
        if (letters.All(char.IsAsciiLetterUpper))
            return Acronyms.Read(letters, isAllCaps);
        if (letters == "Ng")
            return "ng"; // a family name
        if (letters.AsSpan(1).IndexOfAnyInRange('A', 'Z') < 0)
            return ChatAbbreviations.Read(letters.ToLowerInvariant()) ?? letters.ToLowerInvariant(); // Capitalised
        if (letters[^1] == 's' && letters[..^1].All(char.IsAsciiLetterUpper))
            return Acronyms.Read(letters[..^1], false) is var singular && singular.Contains(' ', StringComparison.Ordinal)
                ? LetterNames.SpellPlural(letters[..^1])
                : $"{singular}s";
        if (letters == "PhD" || Acronyms.IsFormula(letters))
            return LetterNames.Spell(letters);
        return string.Join(' ', SplitCamelCase(letters).Select(part => Read(part)));
    }

    /// <summary>camelCase as camel, Case; HTTPServer as HTTP, Server; McDonald stays whole.</summary>
    private static IEnumerable<string> SplitCamelCase(string letters)
    {
        var start = 0;
        for (var i = 1; i < letters.Length; i++)
        {
            var begins = char.IsAsciiLetterUpper(letters[i])
                && (char.IsAsciiLetterLower(letters[i - 1]) || (i + 1 < letters.Length && char.IsAsciiLetterLower(letters[i + 1])));
            if (!begins || NamePrefixes.Contains(letters[start..i]))
                continue;
            yield return letters[start..i];
            start = i;
        }

        // What is left is a word with one capital in front, one in capitals, or McSomething.
        yield return letters[start..] is var last && NamePrefixes.Any(prefix => last.StartsWith(prefix, StringComparison.Ordinal))
            ? last.ToLowerInvariant()
            : last;
    }
}
