using System.Text;

namespace Timbre.Models.Text.Normalising.Numbers;

/// <summary>Roman numerals up to 399 in their usual form.</summary>
internal static class RomanNumerals
{
    private const int Most = 399;

    private static readonly (int Value, string Letters)[] Signs =
    [
        (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
    ];

    private static readonly Dictionary<string, int> Values = Enumerable.Range(1, Most).ToDictionary(Write);

    /// <summary>The number; null where <paramref name="letters"/> (capitals) are none.</summary>
    public static int? Read(string letters) => Values.TryGetValue(letters, out var value) ? value : null;

    private static string Write(int value)
    {
        var letters = new StringBuilder();
        foreach (var (each, sign) in Signs)
        {
            for (; value >= each; value -= each)
                letters.Append(sign);
        }

        return letters.ToString();
    }
}
