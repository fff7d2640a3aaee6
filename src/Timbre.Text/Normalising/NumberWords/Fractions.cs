namespace Timbre.Text.Normalising.NumberWords;

/// <summary>"three quarters", "one half".</summary>
internal static class Fractions
{
    private static readonly Dictionary<char, (int Numerator, int Denominator)> FractionSymbols = new()
    {
        ['½'] = (1, 2),
        ['⅓'] = (1, 3),
        ['⅔'] = (2, 3),
        ['¼'] = (1, 4),
        ['¾'] = (3, 4),
        ['⅕'] = (1, 5),
        ['⅖'] = (2, 5),
        ['⅗'] = (3, 5),
        ['⅘'] = (4, 5),
        ['⅙'] = (1, 6),
        ['⅚'] = (5, 6),
        ['⅐'] = (1, 7),
        ['⅛'] = (1, 8),
        ['⅜'] = (3, 8),
        ['⅝'] = (5, 8),
        ['⅞'] = (7, 8),
        ['⅑'] = (1, 9),
        ['⅒'] = (1, 10),
    };

    /// <summary>The value of a fraction character such as ½.</summary>
    public static (int Numerator, int Denominator)? FindSymbol(char sign) =>
        FractionSymbols.TryGetValue(sign, out var fraction) ? fraction : null;

    /// <param name="numerator">From 0.</param>
    /// <param name="denominator">From 2.</param>
    /// <param name="afterWhole">Behind a whole number one half is "a half".</param>
    public static string Of(int numerator, int denominator, bool afterWhole = false)
    {
        var part = denominator switch { 2 => "half", 4 => "quarter", _ => Ordinals.Of(denominator) };
        if (numerator == 1)
            return afterWhole && denominator is 2 or 4 ? $"a {part}" : $"one {part}";
        return $"{Cardinals.Of(numerator)} {(denominator == 2 ? "halves" : $"{part}s")}";
    }
}
