using System.Globalization;
using Timbre.Text.Scripts;

namespace Timbre.Text.Ssml;

/// <summary>Rate, pitch, volume and emphasis. What stands inside another is relative to it: factors multiply, decibels add.</summary>
internal static class Prosody
{
    private const double MinRate = 0.2, MaxRate = 5, MinPitch = 0.25, MaxPitch = 4, MaxDb = 24, MinDb = -96;

    private static readonly Dictionary<string, double> Rates = new()
    {
        ["x-slow"] = 0.5,
        ["slow"] = 0.75,
        ["medium"] = 1,
        ["default"] = 1,
        ["fast"] = 1.25,
        ["x-fast"] = 1.6,
    };

    private static readonly Dictionary<string, double> Pitches = new()
    {
        ["x-low"] = 0.7,
        ["low"] = 0.85,
        ["medium"] = 1,
        ["default"] = 1,
        ["high"] = 1.2,
        ["x-high"] = 1.45,
    };

    private static readonly Dictionary<string, double> VolumesDb = new()
    {
        ["silent"] = double.NegativeInfinity,
        ["x-soft"] = -12,
        ["soft"] = -6,
        ["medium"] = 0,
        ["default"] = 0,
        ["loud"] = 6,
        ["x-loud"] = 12,
    };

    private static readonly Dictionary<string, Emphasis> Levels = new()
    {
        ["strong"] = Emphasis.Strong,
        ["moderate"] = Emphasis.Moderate,
        ["reduced"] = Emphasis.Reduced,
        ["none"] = Emphasis.None,
    };

    public static Emphasis ParseEmphasis(SsmlTag tag) =>
        Levels.TryGetValue(tag["level"] ?? "moderate", out var level)
            ? level
            : throw tag.InvalidAttribute("level", string.Join(", ", Levels.Keys));

    public static SpeechStyle Apply(SsmlTag tag, SpeechStyle style, IssueList issues)
    {
        var rate = tag["rate"] is { } written
            ? style.Rate
                * (Rates.TryGetValue(written, out var named)
                    ? named
                    : Factor(written, isBareAllowed: true)
                        ?? throw tag.InvalidAttribute(
                            "rate", "x-slow, slow, medium, fast, x-fast, or a share of the normal rate such as 80%, 0.8 or -20%"))
            : style.Rate;
        var pitch = tag["pitch"] is not null ? style.Pitch * Pitch(tag, issues) : style.Pitch;
        var volume = tag["volume"] is not null ? style.VolumeDb + VolumeDb(tag) : style.VolumeDb;
        return style with
        {
            Rate = Clamp("rate", rate, MinRate, MaxRate, issues),
            Pitch = Clamp("pitch", pitch, MinPitch, MaxPitch, issues),
            VolumeDb = volume < MinDb ? double.NegativeInfinity : volume > MaxDb ? LimitVolume(volume, issues) : volume,
        };
    }

    /// <summary>80% and 0.8 are a share of what is normal, +10% and -20% a change of it.</summary>
    private static double? Factor(string written, bool isBareAllowed)
    {
        var isPercent = written.EndsWith('%');
        if (!isPercent && !isBareAllowed || Number(isPercent ? written[..^1] : written) is not { } number)
            return null;
        var isChange = written[0] is '+' or '-';
        var value = isPercent ? number / 100 : number;
        return isChange && !isPercent ? null : isChange ? Math.Max(0, 1 + value) : value;
    }

    private static double Pitch(SsmlTag tag, IssueList issues)
    {
        var written = tag["pitch"]!;
        if (Pitches.TryGetValue(written, out var named))
            return named;
        if (written.EndsWith("st", StringComparison.OrdinalIgnoreCase) && Number(written[..^2]) is { } semitones)
            return Math.Pow(2, Math.Clamp(semitones, -48, 48) / 12);
        if (written.EndsWith("hz", StringComparison.OrdinalIgnoreCase) && Number(written[..^2]) is not null)
        {
            issues.Add($"pitch=\"{written}\" has no effect: voices differ in height, so use percent or semitones (st).");
            return 1;
        }

        return Factor(written, isBareAllowed: false)
            ?? throw tag.InvalidAttribute(
                "pitch", "x-low, low, medium, high, x-high, a change such as +20% or -2st, or a share such as 120%");
    }

    private static double VolumeDb(SsmlTag tag)
    {
        var written = tag["volume"]!;
        if (VolumesDb.TryGetValue(written, out var named))
            return named;
        if (written.EndsWith("db", StringComparison.OrdinalIgnoreCase) && Number(written[..^2]) is { } db)
            return db;
        if (Factor(written, isBareAllowed: false) is { } factor)
            return 20 * Math.Log10(factor);
        return Number(written) is >= 0 and <= 100 and var number && char.IsAsciiDigit(written[0]) ? 20 * Math.Log10(number / 100)
            : throw tag.InvalidAttribute(
                "volume", "silent, x-soft, soft, medium, loud, x-loud, a change such as +6dB or -20%, or a number from 0 to 100");
    }

    private static double Clamp(string what, double value, double min, double max, IssueList issues)
    {
        if (value < min || value > max)
            issues.Add(string.Create(
                CultureInfo.InvariantCulture, $"A {what} of {value:0.##%} cannot be spoken; it is kept between {min:0%} and {max:0%}."));
        return Math.Clamp(value, min, max);
    }

    private static double LimitVolume(double volume, IssueList issues)
    {
        issues.Add($"A volume of +{volume.ToString("0.#", CultureInfo.InvariantCulture)} dB is not spoken; +{MaxDb:0} dB is the most.");
        return MaxDb;
    }

    private static double? Number(string written) =>
        written.Length <= 12
            && double.TryParse(
                written, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
