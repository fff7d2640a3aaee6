using System.Text;

namespace Timbre.Text.Normalising.NumberWords;

/// <summary>Roman numerals up to 3,999 in their usual form.</summary>
internal static class RomanNumerals
{
    private const int MaxValue = 3999;

    private static readonly (int Value, string Letters)[] Numerals =
    [
        (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"),
        (4, "IV"), (1, "I"),
    ];

    private static readonly Dictionary<string, int> Values = Enumerable.Range(1, MaxValue).ToDictionary(Format);

    /// <summary>The number; null where <paramref name="letters"/> (capitals) are none.</summary>
    public static int? Parse(string letters) => Values.TryGetValue(letters, out var value) ? value : null;

    private static string Format(int value)
    {
        var letters = new StringBuilder();
        foreach (var (unit, numeral) in Numerals)
        {
            for (; value >= unit; value -= unit)
                letters.Append(numeral);
        }

        return letters.ToString();
    }
}
