using Timbre.Audio.Measures.Conditions;

namespace Timbre.Audio.Measures.Faults;

/// <summary>
/// A whistle that never stops: the strongest line that stands 15 dB above its surroundings in the quietest tenth of all moments.
/// </summary>
/// <remarks>
/// Above 300 Hz; below is hum's. Voices have lines too, but not in their pauses. Frames of 85 ms and more, twice as wide a floor as hum's.
/// </remarks>
/// <param name="Hz">Where it is; 0 where there is none.</param>
/// <param name="LevelDb">dB re full scale (a full sine is -3), -120 to 0; -120 where there is none.</param>
public readonly record struct SteadyTone(double Hz, double LevelDb)
{
    private const double FrameSeconds = 0.085;
    private const double MinHz = 300;
    private const double MinSeconds = 2;
    private const double MinDb = -120;
    private const double SteadyQuantile = 0.1;
    private const double MinProminence = 31.6; // 15 dB
    private const int LobeBins = 2;
    private const int AroundBins = 16;

    /// <summary>None, too, for recordings shorter than 2 s: a vowel is steady for so long.</summary>
    public static SteadyTone Of(AudioClip clip)
    {
        ArgumentNullException.ThrowIfNull(clip);
        var frame = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(64, FrameSeconds * clip.RateHz));
        var spectrum = clip.Seconds < MinSeconds ? [] : SpectrumQuantiles.Quantile(clip.Samples, frame, SteadyQuantile);
        var (best, at) = (0.0, 0);
        var around = new double[2 * AroundBins];
        for (var k = Math.Max(
            LobeBins + AroundBins + 1, (int)(MinHz * frame / clip.RateHz)); k < spectrum.Length - LobeBins - AroundBins - 1; k++)
        {
            if (spectrum[k] <= best || spectrum[k] < spectrum[k - 1] || spectrum[k] < spectrum[k + 1])
                continue;
            for (var i = 0; i < AroundBins; i++)
                (around[2 * i], around[(2 * i) + 1]) = (spectrum[k - LobeBins - 1 - i], spectrum[k + LobeBins + 1 + i]);
            Array.Sort(around);
            if (spectrum[k] > MinProminence * around[around.Length / 2])
                (best, at) = (spectrum[k], k);
        }

        if (at == 0)
            return new SteadyTone(0, MinDb);
        var power = 0.0;
        for (var k = at - LobeBins; k <= at + LobeBins; k++)
            power += spectrum[k];
        return new SteadyTone(
            (at + Vertex(Math.Log(spectrum[at - 1]), Math.Log(spectrum[at]), Math.Log(spectrum[at + 1]))) * clip.RateHz / frame,
            Math.Clamp(10 * Math.Log10(power), MinDb, 0));
    }

    /// <summary>Parabolic interpolation of a spectral peak: its offset from the middle bin, in bins.</summary>
    private static double Vertex(double before, double at, double after)
    {
        var bend = before - (2 * at) + after;
        return bend < 0 ? Math.Clamp(0.5 * (before - after) / bend, -0.5, 0.5) : 0;
    }
}
