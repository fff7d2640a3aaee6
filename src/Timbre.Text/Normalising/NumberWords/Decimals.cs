namespace Timbre.Text.Normalising.NumberWords;

/// <summary>Numbers with a point.</summary>
internal static class Decimals
{
    /// <param name="number">12, 1,234.5, .5</param>
    public static string Of(string number)
    {
        var point = number.IndexOf('.', StringComparison.Ordinal);
        if (point < 0)
            return Cardinals.Of(number);
        var fraction = $"point {Digits.Of(number[(point + 1)..])}";
        return point == 0 ? fraction : $"{Cardinals.Of(number[..point])} {fraction}";
    }
}
