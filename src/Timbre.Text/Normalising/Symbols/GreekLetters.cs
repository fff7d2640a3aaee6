using Timbre.Text.Normalising.Context;

namespace Timbre.Text.Normalising.Symbols;

/// <summary>Greek letters, which stand for quantities: one by itself is said by its name, a Greek word is not spoken.</summary>
internal static class GreekLetters
{
    private static readonly string[] Names =
    [
        "alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa", "lambda", "mu",
        "nu", "xi", "omicron", "pi", "rho", "sigma", "sigma", "tau", "upsilon", "phi", "chi", "psi", "omega",
    ];

    public static bool IsLetter(char c) => c is >= 'α' and <= 'ω' or (>= 'Α' and <= 'Ω' and not '\u03A2');

    public static int Read(NormaliserContext context, int at)
    {
        if (!IsLetter(context[at]))
            return 0;
        var end = at + 1;
        while (IsLetter(context[end]))
            end++;
        return end > at + 1 ? end : context.Append(at, end, Names[context[at] >= 'α' ? context[at] - 'α' : context[at] - 'Α']);
    }
}
