namespace Timbre.Text.Normalising.NumberWords;

/// <summary>Whole numbers, the American way: "one hundred five".</summary>
internal static class Cardinals
{
    /// <summary>Longer numbers are read digit by digit.</summary>
    public const int MaxDigits = 36;

    private static readonly string[] BelowTwenty =
    [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
        "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
    ];

    private static readonly string[] Tens = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

    private static readonly string[] Scales =
    [
        "", "thousand", "million", "billion", "trillion", "quadrillion", "quintillion", "sextillion", "septillion", "octillion",
        "nonillion", "decillion",
    ];

    /// <param name="digits">Digits, with or without commas between.</param>
    public static string Of(string digits)
    {
        var bare = digits.Replace(",", "", StringComparison.Ordinal).TrimStart('0');
        if (bare.Length == 0)
            return BelowTwenty[0];
        if (bare.Length > MaxDigits)
            return Digits.Of(digits);

        var words = new List<string>();
        for (var group = (bare.Length - 1) / 3; group >= 0; group--)
        {
            var end = bare.Length - group * 3;
            var value = int.Parse(bare[Math.Max(0, end - 3)..end]);
            if (value > 0)
                words.Add(group == 0 ? BelowThousand(value) : $"{BelowThousand(value)} {Scales[group]}");
        }

        return string.Join(' ', words);
    }

    /// <param name="value">From 0.</param>
    public static string Of(int value) => Of(value.ToString());

    /// <param name="value">1 to 99.</param>
    public static string BelowHundred(int value) =>
        value < 20 ? BelowTwenty[value] : value % 10 == 0 ? Tens[value / 10] : $"{Tens[value / 10]} {BelowTwenty[value % 10]}";

    private static string BelowThousand(int value) =>
        value < 100
            ? BelowHundred(value)
            : value % 100 == 0 ? $"{BelowTwenty[value / 100]} hundred" : $"{BelowTwenty[value / 100]} hundred {BelowHundred(value % 100)}";
}
