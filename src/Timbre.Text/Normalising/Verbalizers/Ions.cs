using System.Text.RegularExpressions;
using Timbre.Text.Normalising.Context;
using Timbre.Text.Normalising.Folding;
using Timbre.Text.Normalising.NumberWords;
using Timbre.Text.Normalising.Words;

namespace Timbre.Text.Normalising.Verbalizers;

/// <summary>Ions and compounds, letter by letter: Ca²⁺, Na⁺, SO₄²⁻, CaCO3.</summary>
internal static partial class Ions
{
    private static readonly HashSet<string> Elements =
    [
        "H", "B", "C", "N", "O", "F", "P", "S", "K", "I", "V", "W", "U", "Y", "Li", "Be", "Na", "Mg", "Al", "Si", "Cl", "Ar", "Ca", "Sc",
        "Ti", "Cr", "Mn", "Fe", "Co", "Ni", "Cu", "Zn", "Ga", "Ge", "As", "Se", "Br", "Kr", "Rb", "Sr", "Zr", "Nb", "Mo", "Ag", "Cd", "In",
        "Sn", "Sb", "Te", "Xe", "Cs", "Ba", "La", "Ce", "Pt", "Au", "Hg", "Tl", "Pb", "Bi", "Ra", "Th",
    ];

    public static int Read(NormaliserContext context, int at)
    {
        if (!context.IsTokenStart(at))
            return 0;
        if (Compound().Match(context.Text, at) is { Success: true } compound && IsOfElements(compound.Value))
            return context.Append(at, at + compound.Length, string.Join(' ', Atoms(compound.Value)));
        var match = Ion().Match(context.Text, at);
        if (!match.Success)
            return 0;
        var atoms = Atoms(match.Groups[1].Value);
        var charge = string.Concat(match.Groups[2].Value.Select(TypographicMarks.SuperscriptDigit));
        var sign = match.Groups[3].Value == "⁺" ? "plus" : "minus";
        return context.Append(
            at, at + match.Length, $"{string.Join(' ', atoms)} {(charge.Length > 0 ? $"{Cardinals.Of(charge)} " : "")}{sign}");
    }

    private static IEnumerable<string> Atoms(string formula) =>
        Parts().Matches(formula).Select(part =>
            NormaliserContext.IsDigit(part.Value[0]) ? Cardinals.Of(part.Value) : LetterNames.Spell(part.Value));

    /// <summary>Two elements or more, one of them of two letters, and a number: others are read right as codes.</summary>
    private static bool IsOfElements(string formula) =>
        formula.AsSpan().IndexOfAnyInRange('0', '9') > 0 && formula.AsSpan().IndexOfAnyInRange('a', 'z') > 0
            && Element().Matches(formula) is { Count: > 1 } parts && parts.All(part => Elements.Contains(part.Value));

    [GeneratedRegex(@"\G(?:[A-Z][a-z]?[0-9]{0,2}){2,8}(?![A-Za-z0-9⁺⁻⁰¹²³⁴⁵⁶⁷⁸⁹-])")]
    private static partial Regex Compound();

    [GeneratedRegex("[A-Z][a-z]?")]
    private static partial Regex Element();

    [GeneratedRegex(@"\G((?:[A-Z][a-z]?[0-9]{0,3}){1,6})([¹²³⁴⁵⁶⁷⁸⁹]?)([⁺⁻])(?![⁰¹²³⁴⁵⁶⁷⁸⁹A-Za-z])")]
    private static partial Regex Ion();

    [GeneratedRegex("[A-Za-z]+|[0-9]+")]
    private static partial Regex Parts();
}
