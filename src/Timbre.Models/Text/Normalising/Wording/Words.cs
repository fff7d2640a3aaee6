using System.Text.RegularExpressions;

namespace Timbre.Models.Text.Normalising.Wording;

/// <summary>Words as they are: small letters, apostrophes, capitals.</summary>
internal static partial class Words
{
    /// <summary>Words that begin with an apostrophe.</summary>
    private static readonly Dictionary<string, string> Clipped = new(StringComparer.OrdinalIgnoreCase)
    {
        ["n"] = "and",
        ["tis"] = "'tis",
        ["twas"] = "'twas",
        ["em"] = "'em",
        ["til"] = "'til",
        ["till"] = "'til",
        ["cause"] = "'cause",
        ["bout"] = "'bout",
        ["round"] = "'round",
    };

    public static int Read(Page page, int at)
    {
        if (page[at] == '\'')
            return Clip(page, at);
        var match = Word().Match(page.Text, at);
        if (!match.Success)
            return 0;
        var (word, end) = (match.Value, at + match.Length);
        if (word is "A" or "a" && IsLetterA(page, at))
            return page.Say(at, end, "ay");
        if (word is "a" or "A")
            return page.Say(at, end, "a");
        var apostrophe = word.IndexOf('\'', StringComparison.Ordinal);
        if (apostrophe < 0)
            return page.Say(at, end, Names.Read(word, Shouting.Is(page, at, end)));
        return page.Say(at, end, WithApostrophe(word, apostrophe, Shouting.Is(page, at, end)));
    }

    /// <summary>"FBI's" is "f b i's", "don't" stays, "O'Brien" too.</summary>
    private static string WithApostrophe(string word, int apostrophe, bool isLoud)
    {
        var (head, tail) = (word[..apostrophe], word[apostrophe..].ToLowerInvariant());
        if (head.Length == 1 || (tail is not "'s" && !(isLoud && tail.Length <= 3)) || head.All(char.IsAsciiLetterLower))
            return word.ToLowerInvariant();
        var said = Names.Read(head, isLoud);
        return said == "ay" ? "a's" : said.EndsWith(" ay", StringComparison.Ordinal) ? $"{said[..^2]}a{tail}" : $"{said}{tail}";
    }

    /// <summary>'tis, rock 'n' roll; any other apostrophe in front is a quotation mark.</summary>
    private static int Clip(Page page, int at)
    {
        var letters = page.Letters(at + 1);
        if (!page.IsStart(at) || !Clipped.TryGetValue(letters, out var word) || (letters is "n" or "N" && page[at + 2] != '\''))
            return 0;
        var end = at + 1 + letters.Length;
        return page.Say(at, letters is "n" or "N" ? end + 1 : end, word);
    }

    /// <summary>The letter, not the article: a capital within a sentence, or before a mark.</summary>
    private static bool IsLetterA(Page page, int at)
    {
        if (page[at + 1] is '+' or '/' or '&' || page[at - 1] is '/' or '&')
            return true;
        if (page[at] != 'A')
            return false;
        var next = page[at + 1] == ' ' ? page[at + 2] : page[at + 1];
        return !page.IsSentenceStart && page.Before(at) is { Length: > 0 } before && page[at - 1] is ' ' or '-' && !(Page.IsLetter(next) && Shouting.Is(page, at, at + 1))
            && (!char.IsAsciiLetterLower(next) || char.IsAsciiLetterLower(before[0]) is false || page.After(at + 1) is "is" or "and" or "or" or "to" or "was");
    }

    [GeneratedRegex(@"\G[A-Za-z]{1,40}(?:'[A-Za-z]{1,20}){0,3}")]
    private static partial Regex Word();
}
