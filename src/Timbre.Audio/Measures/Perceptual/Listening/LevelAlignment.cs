using Timbre.Audio.Measures.Comparison;
using Timbre.Audio.Spectra;

namespace Timbre.Audio.Measures.Perceptual.Listening;

/// <summary>g = √(10⁷ / P), P the mean power between 350 and 3250 Hz: gain to the listening level.</summary>
internal static class LevelAlignment
{
    private const double WantedPower = 1e7;

    /// <summary>Less of the whole power than this between those frequencies is what rounding leaves of nothing.</summary>
    private const double MinShare = 1e-10;

    /// <summary>
    /// The gain that brings the clip to the listening level; the mean is taken over <paramref name="longest"/>, the length of the longer of
    /// two recordings.
    /// </summary>
    /// <exception cref="IncomparableException">There is nothing between 350 and 3250 Hz.</exception>
    public static double Gain(AudioClip clip, PesqRate rate, int longest, ComparedSide side, FftPlans plans)
    {
        var sound = PaddedSound.Of(clip, rate);
        var whole = Energy(sound.Filtered);
        FrequencyResponse.LevelBand.Filter(sound.Filtered, rate.RateHz, plans);
        var energy = Energy(sound.Filtered);
        if (energy <= MinShare * whole)
            throw new IncomparableException(side, "has no sound between 350 and 3250 Hz, where speech is.");
        return Math.Sqrt(WantedPower * (longest + rate.TailSamples) / energy);
    }

    private static double Energy(ReadOnlySpan<float> samples)
    {
        var energy = 0.0;
        foreach (var sample in samples)
            energy += (double)sample * sample;
        return energy;
    }
}
