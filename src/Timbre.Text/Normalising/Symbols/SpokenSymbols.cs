using Timbre.Text.Normalising.Context;

namespace Timbre.Text.Normalising.Symbols;

/// <summary>Verbalises mathematical and typographic symbols: some always, some by the characters around them.</summary>
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

    /// <summary>The name of a symbol within an address; "" where it has none.</summary>
    public static string NameInAddress(char symbol) => AddressSymbols.GetValueOrDefault(symbol, "");

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
            return at + 1; // a rule drawn with symbols: ======
        if (ContextFreeSymbols.TryGetValue(c, out var contextFree))
            return context.Append(at, at + 1, contextFree);
        return SymbolRules.Find(new Neighbours(context, at)) is { } words ? context.Append(at, at + 1, words) : 0;
    }
}
