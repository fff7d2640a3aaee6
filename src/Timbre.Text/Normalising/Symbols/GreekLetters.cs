using Timbre.Text.Normalising.Context;
using Timbre.Text.Normalising.Folding;

namespace Timbre.Text.Normalising.Symbols;

/// <summary>Greek letters as symbols of quantities: a single letter is read by its name, a Greek word is skipped.</summary>
internal static class GreekLetters
{
    private static readonly string[] Names =
    [
        "alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa", "lambda", "mu",
        "nu", "xi", "omicron", "pi", "rho", "sigma", "sigma", "tau", "upsilon", "phi", "chi", "psi", "omega",
    ];

    public static int Read(NormaliserContext context, int at)
    {
        if (!GreekAlphabet.IsLetter(context[at]))
            return 0;
        var end = at + 1;
        while (GreekAlphabet.IsLetter(context[end]))
            end++;
        return end > at + 1 ? end : context.Append(at, end, Names[context[at] >= 'α' ? context[at] - 'α' : context[at] - 'Α']);
    }
}
