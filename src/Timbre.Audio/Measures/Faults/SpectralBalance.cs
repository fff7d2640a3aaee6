using Timbre.Audio.Measures.Conditions;

namespace Timbre.Audio.Measures.Faults;

/// <summary>Spectral balance of a recording's loud frames: low and high band relative to the middle band, in dB.</summary>
/// <remarks>From the 95th percentile over frames of 32 ms, the mean power a hertz of each band.</remarks>
/// <param name="LowDb">100 to 300 Hz over 300 to 1000 Hz, -60 to 60 dB.</param>
/// <param name="HighDb">2 to 4 kHz over 300 to 1000 Hz, -96 to 60 dB.</param>
public readonly record struct SpectralBalance(double LowDb, double HighDb)
{
    private const double FrameSeconds = 0.032;

    /// <summary>Of a clip; both 0 for less than 32 ms.</summary>
    public static SpectralBalance Of(AudioClip clip)
    {
        ArgumentNullException.ThrowIfNull(clip);
        var frame = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(16, FrameSeconds * clip.RateHz));
        var spectrum = SpectrumQuantiles.Quantile(clip.Samples, frame, 0.95);
        if (spectrum.Length == 0)
            return new SpectralBalance(0, 0);
        double Mean(double fromHz, double toHz)
        {
            var (from, to) = ((int)(fromHz * frame / clip.RateHz), Math.Min(spectrum.Length, (int)(toHz * frame / clip.RateHz)));
            return from >= to ? 1e-12 : spectrum.AsSpan(from, to - from).ToArray().Average() + 1e-12;
        }

        var middle = Mean(300, 1000);
        return new SpectralBalance(
            Math.Clamp(10 * Math.Log10(Mean(100, 300) / middle), -60, 60),
            Math.Clamp(10 * Math.Log10(Mean(2000, 4000) / middle), -96, 60));
    }
}
