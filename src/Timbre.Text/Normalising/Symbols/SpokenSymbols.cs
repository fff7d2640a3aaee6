using Timbre.Text.Normalising.Context;

namespace Timbre.Text.Normalising.Symbols;

/// <summary>Signs that are said, by what stands on their two sides.</summary>
internal static class SpokenSymbols
{
    private static readonly Dictionary<string, string> TwoCharacterSymbols = new()
    {
        ["<="] = "is less than or equal to",
        [">="] = "is greater than or equal to",
        ["!="] = "is not equal to",
        ["=="] = "equals",
        ["->"] = "to",
        ["=>"] = "to",
        ["+-"] = "plus or minus",
    };

    private static readonly Dictionary<char, string> ContextFreeSymbols = new()
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

    private static readonly Dictionary<char, string> AddressSymbols = new()
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
    public static string NameInAddress(char sign) => AddressSymbols.GetValueOrDefault(sign, "");

    public static int Read(NormaliserContext context, int at)
    {
        if (at + 2 <= context.Text.Length && TwoCharacterSymbols.TryGetValue(context.Text.Substring(at, 2), out var pair)
            && context[at - 1] is not '<' and not '-' and not '=' and not '>')
            return context.Append(at, at + 2, pair);
        if (context[at] == '<' && context[at + 1] == '3' && context[at - 1] == ' ' && context.IsTokenEnd(at + 2))
            return context.Append(at, at + 2, "love");
        var c = context[at];
        if (c == '^' && context[at + 1] is '2' or '3' && context.IsTokenEnd(at + 2) && NormaliserContext.IsLetter(context[at - 1]))
            return context.Append(at, at + 2, context[at + 1] == '2' ? "squared" : "cubed");
        if (c == '=' && (context[at + 1] == '=' || context[at - 1] == '='))
            return at + 1; // a line drawn with signs
        if (ContextFreeSymbols.TryGetValue(c, out var contextFree))
            return context.Append(at, at + 1, contextFree);
        return ReadByNeighbours(context, at) is { } words ? context.Append(at, at + 1, words) : 0;
    }

    private static string? ReadByNeighbours(NormaliserContext context, int at)
    {
        var (left, right) = (LeftNeighbour(context, at), RightNeighbour(context, at));
        var (isBetween, isSpaced) = (NormaliserContext.IsLetterOrDigit(left) && NormaliserContext.IsLetterOrDigit(right),
            context[at - 1] == ' ' && context[at + 1] == ' ');
        var isNumbers = (NormaliserContext.IsDigit(left) || left == ')') && (NormaliserContext.IsDigit(right) || right == '(');
        return context[at] switch
        {
            '+' when context[at + 1] != '+' =>
                NormaliserContext.IsLetterOrDigit(left) || NormaliserContext.IsDigit(right) || isSpaced ? "plus" : null,
            '-' when context[at - 1] is >= 'A' and <= 'F' && context.IsTokenStart(at - 1) && context[at + 1] is ' ' or '.' or ',' or '\0' =>
                "minus", // a mark at school
            '-' when isSpaced && (isNumbers || NormaliserContext.IsDigit(right) && left is '²' or '³' or ')')
                && IsArithmetic(context, at) =>
                "minus",
            '-' when !isSpaced && NormaliserContext.IsDigit(context[at - 1]) && NormaliserContext.IsDigit(context[at + 1]) =>
                IsArithmetic(context, at) ? "minus" : "to",
            '–' when NormaliserContext.IsDigit(left) && NormaliserContext.IsDigit(right) => "to",
            '*' when isNumbers => "times",
            '×' => context[at - 1] == ' ' || IsArithmetic(context, at) ? "times" : "by",
            'x' or 'X' when isSpaced && isNumbers => "times",
            '/' when isSpaced && isNumbers => "divided by",
            '/' when context[at - 1] != ' ' && context[at + 1] != ' ' && isBetween && IsTechnical(context, at) => "slash",
            '<' when isBetween && (isSpaced || isNumbers) && context[at + 1] != '-' => "is less than",
            '>' when isBetween && (isSpaced || isNumbers) && context[at - 1] != '-' => "is greater than",
            '^' when isBetween => "to the power of",
            '@' when isBetween || isSpaced => "at",
            '#' when NormaliserContext.IsDigit(context[at + 1]) => "number",
            '~' when NormaliserContext.IsDigit(context[at + 1]) => "about",
            '|' or '_' => null,
            _ => null,
        };
    }

    /// <summary>Capitals or digits on both sides: TCP/IP, HTTP/2; but not single letters.</summary>
    private static bool IsTechnical(NormaliserContext context, int at) =>
        (NormaliserContext.IsCapital(context[at - 1]) || NormaliserContext.IsDigit(context[at - 1]))
            && (NormaliserContext.IsCapital(context[at + 1]) || NormaliserContext.IsDigit(context[at + 1]))
            && NormaliserContext.IsLetterOrDigit(context[at - 2])
        && (NormaliserContext.IsLetterOrDigit(context[at + 2]) || NormaliserContext.IsDigit(context[at + 1]));

    /// <summary>Whether a sign of arithmetic stands near.</summary>
    private static bool IsArithmetic(NormaliserContext context, int at)
    {
        for (var i = Math.Max(0, at - 30); i < Math.Min(context.Text.Length, at + 30); i++)
        {
            if (context[i] is '=' or '×' or '÷' or '²' || (context[i] == '+' && context[i + 1] == ' '))
                return true;
        }

        return false;
    }

    private static char LeftNeighbour(NormaliserContext context, int at) => context[at - 1] == ' ' ? context[at - 2] : context[at - 1];

    private static char RightNeighbour(NormaliserContext context, int at) => context[at + 1] == ' ' ? context[at + 2] : context[at + 1];
}
