using Timbre.Models.Text.Normalising.Numbers;
using Timbre.Models.Text.Normalising.Signs;
using Timbre.Models.Text.Normalising.Wording;

namespace Timbre.Models.Text.Ssml;

/// <summary>Text character by character.</summary>
internal static class Spelling
{
    private static readonly Dictionary<char, string> Marks = new()
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
        char.IsAsciiLetter(c) ? Letters.Spell(c.ToString())
        : char.IsAsciiDigit(c) ? Cardinals.Of(c - '0')
        : Marks.TryGetValue(c, out var mark) ? mark
        : Symbols.InAddress(c);
}
