namespace Timbre.Models.Text.Normalising.Signs;

/// <summary>Signs that are said, by what stands on their two sides.</summary>
internal static class Symbols
{
    private static readonly Dictionary<string, string> Two = new()
    {
        ["<="] = "is less than or equal to",
        [">="] = "is greater than or equal to",
        ["!="] = "is not equal to",
        ["=="] = "equals",
        ["->"] = "to",
        ["=>"] = "to",
        ["+-"] = "plus or minus",
    };

    private static readonly Dictionary<char, string> Always = new()
    {
        ['='] = "equals",
        ['&'] = "and",
        ['%'] = "percent",
        ['±'] = "plus or minus",
        ['÷'] = "divided by",
        ['√'] = "the square root of",
        ['≈'] = "is about",
        ['≠'] = "is not equal to",
        ['≤'] = "is less than or equal to",
        ['≥'] = "is greater than or equal to",
        ['∞'] = "infinity",
        ['→'] = "to",
        ['⇒'] = "to",
        ['§'] = "section",
        ['¶'] = "paragraph",
        ['©'] = "copyright",
        ['®'] = "registered",
        ['™'] = "trademark",
        ['$'] = "dollars",
        ['€'] = "euros",
        ['£'] = "pounds",
        ['¥'] = "yen",
        ['¢'] = "cents",
        ['₹'] = "rupees",
        ['₿'] = "bitcoin",
        ['°'] = "degrees",
        ['∑'] = "sum",
        ['∫'] = "integral",
        ['♀'] = "female",
        ['♂'] = "male",
        ['Ω'] = "ohms",
    };

    private static readonly Dictionary<char, string> Address = new()
    {
        ['.'] = "dot",
        ['/'] = "slash",
        ['\\'] = "backslash",
        ['-'] = "dash",
        ['_'] = "underscore",
        ['@'] = "at",
        [':'] = "colon",
        ['?'] = "question mark",
        ['='] = "equals",
        ['&'] = "and",
        ['%'] = "percent",
        ['#'] = "hash",
        ['~'] = "tilde",
        ['+'] = "plus",
    };

    /// <summary>The sign's name within an address; "" where it has none.</summary>
    public static string InAddress(char sign) => Address.GetValueOrDefault(sign, "");

    public static int Read(Page page, int at)
    {
        if (at + 2 <= page.Text.Length && Two.TryGetValue(page.Text.Substring(at, 2), out var two) && page[at - 1] is not '<' and not '-' and not '=' and not '>')
            return page.Say(at, at + 2, two);
        if (page[at] == '<' && page[at + 1] == '3' && page[at - 1] == ' ' && page.IsEnd(at + 2))
            return page.Say(at, at + 2, "love");
        var c = page[at];
        if (c == '^' && page[at + 1] is '2' or '3' && page.IsEnd(at + 2) && Page.IsLetter(page[at - 1]))
            return page.Say(at, at + 2, page[at + 1] == '2' ? "squared" : "cubed");
        if (c == '=' && (page[at + 1] == '=' || page[at - 1] == '='))
            return at + 1; // a line drawn with signs
        if (Always.TryGetValue(c, out var always))
            return page.Say(at, at + 1, always);
        return Between(page, at) is { } words ? page.Say(at, at + 1, words) : 0;
    }

    private static string? Between(Page page, int at)
    {
        var (left, right) = (Left(page, at), Right(page, at));
        var (isBetween, isSpaced) = (Page.IsLetterOrDigit(left) && Page.IsLetterOrDigit(right), page[at - 1] == ' ' && page[at + 1] == ' ');
        var isNumbers = (Page.IsDigit(left) || left == ')') && (Page.IsDigit(right) || right == '(');
        return page[at] switch
        {
            '+' when page[at + 1] != '+' => Page.IsLetterOrDigit(left) || Page.IsDigit(right) || isSpaced ? "plus" : null,
            '-' when page[at - 1] is >= 'A' and <= 'F' && page.IsStart(at - 1) && page[at + 1] is ' ' or '.' or ',' or '\0' => "minus", // a mark at school
            '-' when isSpaced && (isNumbers || Page.IsDigit(right) && left is '²' or '³' or ')') && IsArithmetic(page, at) => "minus",
            '-' when !isSpaced && Page.IsDigit(page[at - 1]) && Page.IsDigit(page[at + 1]) => IsArithmetic(page, at) ? "minus" : "to",
            '–' when Page.IsDigit(left) && Page.IsDigit(right) => "to",
            '*' when isNumbers => "times",
            '×' => page[at - 1] == ' ' || IsArithmetic(page, at) ? "times" : "by",
            'x' or 'X' when isSpaced && isNumbers => "times",
            '/' when isSpaced && isNumbers => "divided by",
            '/' when page[at - 1] != ' ' && page[at + 1] != ' ' && isBetween && IsTechnical(page, at) => "slash",
            '<' when isBetween && (isSpaced || isNumbers) && page[at + 1] != '-' => "is less than",
            '>' when isBetween && (isSpaced || isNumbers) && page[at - 1] != '-' => "is greater than",
            '^' when isBetween => "to the power of",
            '@' when isBetween || isSpaced => "at",
            '#' when Page.IsDigit(page[at + 1]) => "number",
            '~' when Page.IsDigit(page[at + 1]) => "about",
            '|' or '_' => null,
            _ => null,
        };
    }

    /// <summary>Capitals or digits on both sides: TCP/IP, HTTP/2; but not single letters.</summary>
    private static bool IsTechnical(Page page, int at) =>
        (Page.IsCapital(page[at - 1]) || Page.IsDigit(page[at - 1])) && (Page.IsCapital(page[at + 1]) || Page.IsDigit(page[at + 1])) && Page.IsLetterOrDigit(page[at - 2])
        && (Page.IsLetterOrDigit(page[at + 2]) || Page.IsDigit(page[at + 1]));

    /// <summary>Whether a sign of arithmetic stands near.</summary>
    private static bool IsArithmetic(Page page, int at)
    {
        for (var i = Math.Max(0, at - 30); i < Math.Min(page.Text.Length, at + 30); i++)
        {
            if (page[i] is '=' or '×' or '÷' or '²' || (page[i] == '+' && page[i + 1] == ' '))
                return true;
        }

        return false;
    }

    private static char Left(Page page, int at) => page[at - 1] == ' ' ? page[at - 2] : page[at - 1];

    private static char Right(Page page, int at) => page[at + 1] == ' ' ? page[at + 2] : page[at + 1];
}
