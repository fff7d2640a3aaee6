using Timbre.Text.Normalising.NumberWords;
using Timbre.Text.Normalising.Symbols;
using Timbre.Text.Normalising.Words;

namespace Timbre.Text.Ssml;

/// <summary>Text character by character.</summary>
internal static class CharacterNames
{
    private static readonly Dictionary<char, string> MarkNames = new()
    {
        [','] = "comma",
        ['!'] = "exclamation mark",
        [';'] = "semicolon",
        ['\''] = "apostrophe",
        ['"'] = "quote",
        ['('] = "open parenthesis",
        [')'] = "close parenthesis",
        ['['] = "open bracket",
        [']'] = "close bracket",
        ['{'] = "open brace",
        ['}'] = "close brace",
        ['*'] = "asterisk",
        ['$'] = "dollar",
        ['€'] = "euro",
        ['£'] = "pound",
        ['<'] = "less than",
        ['>'] = "greater than",
        ['|'] = "vertical bar",
        ['^'] = "caret",
        ['°'] = "degree",
        ['§'] = "section",
    };

    /// <summary>Letters and digits by their names, marks too; spaces are silent.</summary>
    public static string Of(string content) => string.Join(' ', content.Select(Name).Where(name => name.Length > 0));

    private static string Name(char c) =>
        char.IsAsciiLetter(c) ? LetterNames.Spell(c.ToString())
        : char.IsAsciiDigit(c) ? Cardinals.Of(c - '0')
        : MarkNames.TryGetValue(c, out var mark) ? mark
        : SpokenSymbols.NameInAddress(c);
}
