namespace Timbre.Audio.Measures.Conditions;

/// <summary>
/// Up to where a recording has sound: the highest frequency at which its louder moments come within 60 dB of its loudest band.
/// </summary>
/// <remarks>
/// Telephones end at 3.4 kHz, low bit rates of MP3 at 5 to 11 kHz, recordings that were made at a lower rate at half of that. Levels
/// are the 95th percentile over frames of 32 ms, the sum of four bins each. White noise is sound, and has all of the band.
/// </remarks>
public static class Bandwidth
{
    private const double MinDb = -60;
    private const double LoudQuantile = 0.95;
    private const double FrameSeconds = 0.032;
    private const int BandBins = 4;

    /// <summary>The highest frequency in Hz, 0 (silence, or shorter than 64 ms) to half the rate; steps of about 125 Hz.</summary>
    public static double EstimateHz(AudioClip clip)
    {
        ArgumentNullException.ThrowIfNull(clip);
        var frame = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(16, FrameSeconds * clip.RateHz));
        var spectrum = SpectrumQuantiles.Quantile(clip.Samples, frame, LoudQuantile);
        var bands = new double[spectrum.Length / BandBins];
        for (var k = BandBins; k < bands.Length * BandBins; k++) // offset and rumble are no band
            bands[k / BandBins] += spectrum[k];

        var min = bands.DefaultIfEmpty().Max() * Math.Pow(10, MinDb / 10);
        var max = Array.FindLastIndex(bands, power => power > min);
        return max < 0 ? 0 : (max + 1) * BandBins * (double)clip.RateHz / frame;
    }
}
