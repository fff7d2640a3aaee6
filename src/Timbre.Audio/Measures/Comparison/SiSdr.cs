namespace Timbre.Audio.Measures.Comparison;

/// <summary>
/// 10·log₁₀(‖αs‖² / ‖αs - ŝ‖²), α = ⟨ŝ, s⟩ / ‖s‖²: how far what is not the reference lies below what is, in dB, whatever the gain.
/// </summary>
/// <remarks>
/// Le Roux, Wisdom, Erdogan, Hershey, "SDR - half-baked or well done?" (2019); both means are taken away first. From -∞ (nothing
/// of the reference is in it) to +∞ (nothing else is). It takes a delay of one sample for damage: align beforehand, or do not use it.
/// </remarks>
public static class SiSdr
{
    /// <summary>The ratio in dB; positive infinity for the reference itself at any gain.</summary>
    /// <exception cref="IncomparableException">The two have no score.</exception>
    public static double Db(AudioClip reference, AudioClip degraded) => Db(SoundPair.Of(reference, degraded));

    /// <summary>The same of a pair.</summary>
    public static double Db(SoundPair pair)
    {
        ArgumentNullException.ThrowIfNull(pair);
        pair = pair.OfOneLength();
        ReadOnlySpan<float> reference = pair.Reference.Samples, degraded = pair.Degraded.Samples;
        var (referenceMean, degradedMean) = (DcOffset.Of(pair.Reference), DcOffset.Of(pair.Degraded));
        var (product, energy) = (0.0, 0.0);
        for (var i = 0; i < reference.Length; i++)
        {
            var sample = reference[i] - referenceMean;
            product += sample * (degraded[i] - degradedMean);
            energy += sample * sample;
        }

        var gain = product / energy;
        var error = 0.0;
        for (var i = 0; i < reference.Length; i++)
        {
            var difference = (gain * (reference[i] - referenceMean)) - (degraded[i] - degradedMean);
            error += difference * difference;
        }

        // Samples are floats: what is left of a scaled copy is their rounding, 2⁻²⁵ of the samples at the most.
        var target = gain * gain * energy;
        const double rounding = 1.0 / (1L << 50);
        return error <= rounding * target ? double.PositiveInfinity : 10 * Math.Log10(target / error);
    }
}
