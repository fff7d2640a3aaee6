using System.Text.RegularExpressions;
using Timbre.Text.Normalising.Context;
using Timbre.Text.Normalising.NumberWords;
using Timbre.Text.Normalising.Verbalizers;

namespace Timbre.Text.Normalising.Symbols;

/// <summary>Verbalises mathematical and typographic symbols: some always, some by the characters around them.</summary>
internal static partial class SpokenSymbols
{
    private static readonly Dictionary<string, string> TwoCharacterSymbols = new()
    {
        ["!="] = "is not equal to",
        ["&&"] = "and",
        ["++"] = "plus plus",
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
        ['≠'] = "is not equal to",
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
        ['∏'] = "product",
        ['∂'] = "partial",
        ['∇'] = "del",
        ['∈'] = "in",
        ['∉'] = "not in",
        ['∀'] = "for all",
        ['∃'] = "there exists",
        ['∅'] = "the empty set",
        ['∪'] = "union",
        ['∩'] = "intersection",
        ['⊂'] = "is a subset of",
        ['⊆'] = "is a subset of",
        ['⊃'] = "is a superset of",
        ['⊇'] = "is a superset of",
        ['∝'] = "is proportional to",
        ['∴'] = "therefore",
        ['∵'] = "because",
        ['≡'] = "is equivalent to",
        ['≅'] = "is congruent to",
        ['≃'] = "is about",
        ['≪'] = "is much less than",
        ['≫'] = "is much greater than",
        ['∥'] = "is parallel to",
        ['⊥'] = "is perpendicular to",
        ['∠'] = "angle",
        ['∛'] = "the cube root of",
        ['∜'] = "the fourth root of",
        ['∓'] = "minus or plus",
        ['¬'] = "not",
        ['∧'] = "and",
        ['∨'] = "or",
        ['ℏ'] = "h bar",
        ['←'] = "left arrow",
        ['↑'] = "up",
        ['↓'] = "down",
        ['↔'] = "to and from",
        ['⇔'] = "if and only if",
        ['▲'] = "up",
        ['▼'] = "down",
        ['↗'] = "up",
        ['↘'] = "down",
        ['℠'] = "service mark",
        ['℗'] = "copyright",
        ['℞'] = "prescription",
        ['♯'] = "sharp",
        ['♭'] = "flat",
        ['♮'] = "natural",
        ['♪'] = "musical note",
        ['♫'] = "musical notes",
        ['♬'] = "musical notes",
        ['✓'] = "check mark",
        ['☑'] = "checked box",
        ['☐'] = "empty box",
        ['✗'] = "cross mark",
        ['✘'] = "cross mark",
        ['☒'] = "crossed box",
        ['⌘'] = "command",
        ['⌥'] = "option",
        ['⇧'] = "shift",
        ['⌃'] = "control",
        ['⏎'] = "return",
        ['†'] = "dagger",
        ['‡'] = "double dagger",
        ['♠'] = "spades",
        ['♣'] = "clubs",
        ['♦'] = "diamonds",
        ['₤'] = "lira",
        ['₩'] = "won",
        ['₽'] = "rubles",
        ['₺'] = "lira",
        ['₪'] = "shekels",
        ['₫'] = "dong",
        ['฿'] = "baht",
        ['₱'] = "pesos",
        ['₦'] = "naira",
        ['₴'] = "hryvnias",
        ['₨'] = "rupees",
        ['¤'] = "currency",
        ['‰'] = "per mille",
        ['♾'] = "infinity",
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
        var c = context[at];
        if (c is 'x' or 'X' && context[at - 1] == ' ' && Dimensions().IsMatch(context.Text, at)
            && NormaliserContext.IsDigit(context[at - 2]))
            return context.Append(at, at + 1, "by");
        if (c == '^' && Exponents.ReadCaret(context, at) is > 0 and var power)
            return power;
        if (c is '<' or '>' && context[at + 1] == '=' && context[at + 2] is not ('=' or '>'))
        {
            var words = $"{(c == '<' ? "less" : "greater")} than or equal to";
            return context.Append(at, at + 2, IsBehindOperand(context, at) ? $"is {words}" : words);
        }

        if (c == '*' && context[at + 1] == '*' && PowerOfProgram().IsMatch(context.Text, at))
            return context.Append(at, at + 2, "to the power of");
        if (c == '|' && context[at + 1] == '|' && context[at - 1] == ' ' && context[at + 2] == ' ')
            return context.Append(at, at + 2, "or");
        if (c == '|' && AbsoluteValue().Match(context.Text, at) is { Success: true } && context.IsTokenStart(at) && context[at - 1] != '|')
            return context.Append(at, at + 1, "the absolute value of");
        if (c is '★' or '☆' or '⭐')
            return Stars(context, at);
        if (c == '=' && (context[at + 1] == '=' || context[at - 1] == '='))
            return at + 1; // a rule drawn with symbols: ======
        if (ContextFreeSymbols.TryGetValue(c, out var contextFree))
            return context.Append(at, at + 1, contextFree);
        return SymbolRules.Find(new Neighbours(context, at)) is { } spoken ? context.Append(at, at + 1, spoken) : 0;
    }

    /// <summary>The sign of two characters stands behind a name or number, with the same space before it as behind it.</summary>
    private static bool IsBehindOperand(NormaliserContext context, int at)
    {
        var left = context[at - 1] == ' ' ? context[at - 2] : context[at - 1];
        return (NormaliserContext.IsLetterOrDigit(left) || left is ')' or ']' or '%')
            && (context[at - 1] == ' ') == (context[at + 2] == ' ');
    }

    /// <summary>★★★★☆ is four out of five stars.</summary>
    private static int Stars(NormaliserContext context, int at)
    {
        var (end, full) = (at, 0);
        while (end - at < 10 && context[end] is '★' or '☆' or '⭐')
            full += context[end++] == '☆' ? 0 : 1;
        var all = end - at;
        return context.Append(
            at, end,
            all == 1 ? "star" : full == all ? $"{Cardinals.Of(all)} stars" : $"{Cardinals.Of(full)} out of {Cardinals.Of(all)} stars");
    }

    /// <summary>10 x 5 x 2 in: sides of a thing, which are not multiplied.</summary>
    [GeneratedRegex(@"\G[xX] [0-9.]{1,6}(?: [xX] [0-9.]{1,6})? ?(?:in|inch|inches|cm|mm|ft|feet|px|pixels|""|')(?![A-Za-z])")]
    private static partial Regex Dimensions();

    [GeneratedRegex(@"\G(?<=(?:[0-9]|(?<![A-Za-z])[A-Za-z]|\)) ?)\*\* ?(?=[0-9A-Za-z(-])")]
    private static partial Regex PowerOfProgram();

    [GeneratedRegex(@"\G\|(?! )(?![^|]{0,20}[A-Za-z]{3})[A-Za-z0-9+*/^ .-]{1,20}(?<! )\|(?![A-Za-z0-9|])")]
    private static partial Regex AbsoluteValue();
}
