namespace Timbre.Models.Text.Normalising.Signs;

/// <summary>Greek letters, which stand for quantities: one by itself is said by its name, a Greek word is not spoken.</summary>
internal static class Greek
{
    private static readonly string[] Names =
    [
        "alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa", "lambda", "mu",
        "nu", "xi", "omicron", "pi", "rho", "sigma", "sigma", "tau", "upsilon", "phi", "chi", "psi", "omega",
    ];

    public static bool IsLetter(char c) => c is >= 'α' and <= 'ω' or (>= 'Α' and <= 'Ω' and not '\u03A2');

    public static int Read(Page page, int at)
    {
        if (!IsLetter(page[at]))
            return 0;
        var end = at + 1;
        while (IsLetter(page[end]))
            end++;
        return end > at + 1 ? end : page.Say(at, end, Names[page[at] >= 'α' ? page[at] - 'α' : page[at] - 'Α']);
    }
}
