namespace Timbre.Text.Normalising.NumberWords;

/// <summary>Digits one by one, and numbers that are names: rooms, flights, houses.</summary>
internal static class Digits
{
    /// <summary>"five five five"; what is no digit is passed over.</summary>
    public static string Of(string digits) => string.Join(' ', digits.Where(char.IsAsciiDigit).Select(digit => Cardinals.Of(digit - '0')));

    /// <summary>
    /// In pairs from the right: 747 is "seven forty seven", 101 "one oh one", 4090 "forty ninety"; others by <see cref="Cardinals"/>, and
    /// from five digits on one by one.
    /// </summary>
    public static string InPairs(string digits)
    {
        if (digits.Length > 4 || (digits.Length > 1 && digits[0] == '0'))
            return Of(digits);
        var value = int.Parse(digits);
        return value is < 100 or 1000 or 2000 or 3000 or 4000 or 5000 or 6000 or 7000 or 8000 or 9000 ? Cardinals.Of(value)
            : value % 100 == 0 ? $"{Cardinals.BelowHundred(value / 100)} hundred"
            : $"{Cardinals.BelowHundred(value / 100)} {OhBelowTen(value % 100)}";
    }

    /// <summary>1 to 99, with "oh" before a single digit.</summary>
    public static string OhBelowTen(int value) => value < 10 ? $"oh {Cardinals.Of(value)}" : Cardinals.BelowHundred(value);
}
