namespace Timbre.Text.Normalising.NumberWords;

/// <summary>Places in a row: "twenty second".</summary>
internal static class Ordinals
{
    private static readonly Dictionary<string, string> Irregular = new()
    {
        ["one"] = "first",
        ["two"] = "second",
        ["three"] = "third",
        ["five"] = "fifth",
        ["eight"] = "eighth",
        ["nine"] = "ninth",
        ["twelve"] = "twelfth",
    };

    /// <param name="digits">Digits, with or without commas between.</param>
    public static string Of(string digits)
    {
        var cardinal = Cardinals.Of(digits);
        var last = cardinal.LastIndexOf(' ') + 1;
        var word = cardinal[last..];
        var ordinal = Irregular.TryGetValue(word, out var irregular) ? irregular : word.EndsWith('y') ? $"{word[..^1]}ieth" : $"{word}th";
        return cardinal[..last] + ordinal;
    }

    /// <param name="value">From 0.</param>
    public static string Of(int value) => Of(value.ToString());
}
