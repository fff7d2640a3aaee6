using System.Text.RegularExpressions;
using Timbre.Text.Normalising.Context;
using Timbre.Text.Normalising.Folding;
using Timbre.Text.Normalising.NumberWords;
using Timbre.Text.Normalising.Words;

namespace Timbre.Text.Normalising.Verbalizers;

/// <summary>Ions, letter by letter with their charge: Ca²⁺, Na⁺, SO₄²⁻.</summary>
internal static partial class Ions
{
    public static int Read(NormaliserContext context, int at)
    {
        var match = Ion().Match(context.Text, at);
        if (!match.Success || !context.IsTokenStart(at))
            return 0;
        var atoms = Parts().Matches(match.Groups[1].Value)
            .Select(part => NormaliserContext.IsDigit(part.Value[0]) ? Cardinals.Of(part.Value) : LetterNames.Spell(part.Value));
        var charge = string.Concat(match.Groups[2].Value.Select(TypographicMarks.SuperscriptDigit));
        var sign = match.Groups[3].Value == "⁺" ? "plus" : "minus";
        return context.Append(
            at, at + match.Length, $"{string.Join(' ', atoms)} {(charge.Length > 0 ? $"{Cardinals.Of(charge)} " : "")}{sign}");
    }

    [GeneratedRegex(@"\G((?:[A-Z][a-z]?[0-9]{0,3}){1,6})([¹²³⁴⁵⁶⁷⁸⁹]?)([⁺⁻])(?![⁰¹²³⁴⁵⁶⁷⁸⁹A-Za-z])")]
    private static partial Regex Ion();

    [GeneratedRegex("[A-Za-z]+|[0-9]+")]
    private static partial Regex Parts();
}
