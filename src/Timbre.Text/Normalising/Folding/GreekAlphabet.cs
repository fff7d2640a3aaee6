namespace Timbre.Text.Normalising.Folding;

/// <summary>The Greek letters without accents, which folding keeps because they name quantities.</summary>
internal static class GreekAlphabet
{
    public static bool IsLetter(char c) => c is >= 'α' and <= 'ω' or (>= 'Α' and <= 'Ω' and not '\u03A2');
}
