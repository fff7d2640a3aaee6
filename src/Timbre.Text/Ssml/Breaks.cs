using System.Globalization;

namespace Timbre.Text.Ssml;

/// <summary>Lengths of &lt;break&gt;.</summary>
internal static class Breaks
{
    /// <summary>The longest single break.</summary>
    public const double MaxSeconds = 10;

    private static readonly Dictionary<string, double> Strengths = new()
    {
        ["none"] = 0,
        ["x-weak"] = 0.1,
        ["weak"] = 0.25,
        ["medium"] = 0.5,
        ["strong"] = 0.75,
        ["x-strong"] = 1,
    };

    /// <summary>Its time, or that of its strength; of a bare break half a second.</summary>
    public static double Seconds(SsmlTag tag)
    {
        if (tag["time"] is not { } time)
            return Strengths.TryGetValue(tag["strength"] ?? "medium", out var byStrength)
                ? byStrength
                : throw tag.InvalidAttribute("strength", string.Join(", ", Strengths.Keys));
        var (number, factor) = time.EndsWith("ms", StringComparison.OrdinalIgnoreCase)
            ? (time[..^2], 0.001)
            : time.EndsWith('s') || time.EndsWith('S') ? (time[..^1], 1) : ("", 0);
        if (!double.TryParse(
            number, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            || value < 0)
            throw tag.InvalidAttribute("time", "a length such as 500ms or 1.5s");
        return value * factor is var seconds && seconds <= MaxSeconds
            ? seconds
            : throw tag.InvalidAttribute("time", $"at most {MaxSeconds} s");
    }
}
