using Timbre.Text.Normalising.Context;

namespace Timbre.Text.Normalising.Symbols;

/// <summary>The characters around a symbol, on which its reading depends.</summary>
/// <param name="At">The symbol's index in the text of <paramref name="Context"/>.</param>
internal readonly record struct Neighbours(NormaliserContext Context, int At)
{
    private const int ArithmeticRange = 30; // characters on each side

    public char Symbol => Context[At];

    /// <summary>The character directly before the symbol; NUL at the start of the text.</summary>
    public char Before => Context[At - 1];

    /// <summary>The character directly after the symbol; NUL at the end of the text.</summary>
    public char After => Context[At + 1];

    /// <summary>The character before the symbol, or before the one space there.</summary>
    public char Left => Before == ' ' ? Context[At - 2] : Before;

    /// <summary>The character after the symbol, or after the one space there.</summary>
    public char Right => After == ' ' ? Context[At + 2] : After;

    public bool IsSpaced => Before == ' ' && After == ' ';

    public bool IsBetweenWords => NormaliserContext.IsLetterOrDigit(Left) && NormaliserContext.IsLetterOrDigit(Right);

    public bool IsBetweenNumbers =>
        (NormaliserContext.IsDigit(Left) || Left == ')') && (NormaliserContext.IsDigit(Right) || Right == '(');

    /// <summary>Digits on both sides without a space: 3-4.</summary>
    public bool IsBetweenDigits => NormaliserContext.IsDigit(Before) && NormaliserContext.IsDigit(After);

    /// <summary>Between two numbers, letters or brackets of arithmetic.</summary>
    public bool IsBetweenOperands =>
        (NormaliserContext.IsLetterOrDigit(Left) || Left is ')' or ']' or '²' or '³')
            && (NormaliserContext.IsLetterOrDigit(Right) || Right is '(' or '√');

    /// <summary>Something that can be compared stands before the symbol, with the same space as behind it: x &lt; 5 and x&lt;5.</summary>
    public bool IsBehindOperand =>
        (NormaliserContext.IsLetterOrDigit(Left) || Left is ')' or ']' or '%' or '²' or '³' or '|' || Folding.GreekAlphabet.IsLetter(Left))
            && (Before == ' ') == (After == ' ');

    /// <summary>A sign that compares: a number or a short name follows it, and it belongs to no arrow or tag.</summary>
    public bool IsComparison
    {
        get
        {
            if (Before is '-' or '<' or '>' or '=' || After is '-' or '<' or '>' or '=' or '/')
                return false;
            var at = After == ' ' ? At + 2 : At + 1;
            if (NormaliserContext.IsDigit(Context[at])
                || (Context[at] is '$' or '€' or '£' or '-' or '+' or '.' or '|' && NormaliserContext.IsDigit(Context[at + 1])))
                return true;
            return IsBetweenOperands && (IsSpaced || (Before != ' ' && After != ' ' && Context.LettersAt(at).Length <= 2
                && Context.IsTokenStart(At - 1)));
        }
    }

    /// <summary>A number, a single letter or a bracket stands directly before the symbol.</summary>
    public bool IsTermBefore =>
        NormaliserContext.IsDigit(Before) || Before == ')' || (NormaliserContext.IsLetter(Before) && Context.IsTokenStart(At - 1));

    /// <summary>A school grade stands before the symbol: B- or A+.</summary>
    public bool IsAfterGrade =>
        Before is >= 'A' and <= 'F' && Context.IsTokenStart(At - 1) && After is ' ' or '.' or ',' or '\0';

    /// <summary>Capitals or digits on both sides: TCP/IP, HTTP/2; but not single letters.</summary>
    public bool IsTechnical =>
        IsCapitalOrDigit(Before) && IsCapitalOrDigit(After) && NormaliserContext.IsLetterOrDigit(Context[At - 2])
            && (NormaliserContext.IsLetterOrDigit(Context[At + 2]) || NormaliserContext.IsDigit(After));

    /// <summary>An operator of arithmetic stands within 30 characters.</summary>
    public bool IsArithmetic
    {
        get
        {
            for (var i = Math.Max(0, At - ArithmeticRange); i < Math.Min(Context.Text.Length, At + ArithmeticRange); i++)
            {
                if (Context[i] is '=' or '×' or '÷' or '²' or '³' or '√' or '^' or '≤' or '≥' or '≠'
                    || (Context[i] == '+' && Context[i + 1] == ' '))
                    return true;
            }

            return false;
        }
    }

    private static bool IsCapitalOrDigit(char c) => NormaliserContext.IsCapital(c) || NormaliserContext.IsDigit(c);
}
