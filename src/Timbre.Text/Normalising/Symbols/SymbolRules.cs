using System.Collections.Frozen;
using Timbre.Text.Normalising.Context;

namespace Timbre.Text.Normalising.Symbols;

/// <summary>Rules for symbols whose reading depends on their neighbours; of a symbol's rules the first that applies is used.</summary>
internal static class SymbolRules
{
    private static readonly FrozenDictionary<char, Rule[]> BySymbol = new Rule[]
    {
        new('+', "plus", at => at.After != '+'
            && (NormaliserContext.IsLetterOrDigit(at.Left) || at.IsBetweenOperands || NormaliserContext.IsDigit(at.Right) || at.IsSpaced)),
        new('-', "minus", at => at.IsAfterGrade),
        new('-', "minus", at => at.IsSpaced && at.IsBetweenNumbers && at.IsArithmetic),
        new('-', "minus", at => at.IsSpaced && NormaliserContext.IsDigit(at.Right) && at.Left is '²' or '³' or ')' && at.IsArithmetic),
        new('-', "minus", at => at.IsBetweenDigits && at.IsArithmetic),
        new('-', "to", at => at.IsBetweenDigits),
        new('–', "to", at => NormaliserContext.IsDigit(at.Left) && NormaliserContext.IsDigit(at.Right)),
        new('*', "times", at => at.IsBetweenNumbers),
        new('*', "star", at => NormaliserContext.IsDigit(at.After) && at.Context.LastWord is "dial" or "press" or "call" or "enter"),
        new('×', "by", at => at.Left is '"' or '\'' && NormaliserContext.IsDigit(at.Right)),
        new('×', "times", at => at.Before == ' ' || at.IsArithmetic),
        new('×', "by", _ => true),
        new('x', "by", at => at.Left is '"' or '\'' && NormaliserContext.IsDigit(at.Right)),
        new('x', "by", at => at.IsSpaced && NormaliserContext.IsDigit(at.Right)
            && at.Context.LastWord is "feet" or "foot" or "inches" or "inch" or "yards" or "meters" or "centimeters" or "millimeters"
            or "miles"),
        new('x', "times", at => at.IsSpaced && at.IsBetweenNumbers),
        new('X', "times", at => at.IsSpaced && at.IsBetweenNumbers),
        new('/', "divided by", at => at.IsSpaced && at.IsBetweenNumbers),
        new('/', "over", at => at.IsBetweenOperands && at.IsArithmetic && at.Context.IsTokenEnd(at.At + 2)),
        new('/', "slash", at => at.IsTechnical),
        new('\\', "backslash", at => NormaliserContext.IsLetterOrDigit(at.Before) && NormaliserContext.IsLetterOrDigit(at.After)),
        new('<', "is less than", at => at.IsComparison && at.IsBehindOperand),
        new('<', "less than", at => at.IsComparison),
        new('>', "is greater than", at => at.IsComparison && at.IsBehindOperand),
        new('>', "greater than", at => at.IsComparison),
        new('≤', "is less than or equal to", at => at.IsBehindOperand),
        new('≤', "less than or equal to", _ => true),
        new('≥', "is greater than or equal to", at => at.IsBehindOperand),
        new('≥', "greater than or equal to", _ => true),
        new('≈', "is about", at => at.IsBehindOperand),
        new('≈', "about", _ => true),
        new('·', "times", at => at.IsBetweenNumbers),
        new('-', "minus", at => at.Before is ' ' or '(' or '=' or '\0' or '\n' && NormaliserContext.IsLetter(at.After) && at.IsArithmetic
            && at.Context.IsTokenEnd(at.At + 2)),
        new('-', "minus", at => at.IsSpaced && at.IsBetweenOperands && at.IsArithmetic),
        new('-', "minus", at => at.IsBetweenOperands && at.Before != ' ' && at.After != ' ' && at.IsArithmetic
            && at.Context.IsTokenStart(at.At - 1) && at.Context.IsTokenEnd(at.At + 2)),
        new('@', "at", at => at.IsBetweenWords || at.IsSpaced),
        new('#', "number", at => NormaliserContext.IsDigit(at.After) || (at.After == ' ' && at.Context.WordAfter(at.At + 1) is "of")),
        new('~', "about", at => NormaliserContext.IsDigit(at.After) || at.After is '$' or '€' or '£' or '.' or '½'),
        new('!', "factorial", at => at.IsTermBefore && at.Right is '=' or '/' or '×' or '÷' or '+' or '*'),
    }.GroupBy(rule => rule.Symbol).ToFrozenDictionary(rules => rules.Key, rules => rules.ToArray());

    /// <summary>The words of the symbol at a place; null where it is not spoken.</summary>
    public static string? Find(Neighbours at) =>
        BySymbol.TryGetValue(at.Symbol, out var rules) ? Array.Find(rules, rule => rule.Applies(at))?.Words : null;

    private sealed record Rule(char Symbol, string Words, Func<Neighbours, bool> Applies);
}
