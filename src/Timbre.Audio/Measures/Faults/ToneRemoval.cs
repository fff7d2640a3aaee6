using Timbre.Audio.Filters;
using Timbre.Audio.Measures.Conditions;

namespace Timbre.Audio.Measures.Faults;

/// <summary>
/// A recording less its hum and its steady tone, so that the voice is found in spite of them and they are not taken for noise too.
/// </summary>
/// <remarks>
/// Each line by a notch, H(z) = (1 - 2·cos ω·z⁻¹ + z⁻²) / (1 - 2r·cos ω·z⁻¹ + r²·z⁻²), 5 Hz wide for hum and twice 20 Hz for a tone.
/// </remarks>
public static class ToneRemoval
{
    private const int HumMultiples = 10;
    private const double HumWidthHz = 5;
    private const double ToneWidthHz = 20;

    /// <summary>The clip itself where both lie below <paramref name="minDb"/>, dB re full scale.</summary>
    public static AudioClip Of(AudioClip clip, Hum hum, SteadyTone tone, double minDb)
    {
        ArgumentNullException.ThrowIfNull(clip);
        var notches = new List<BiQuad>();
        if (hum.LevelDb >= minDb)
        {
            for (var multiple = 1; multiple <= HumMultiples && multiple * hum.MainsHz < clip.RateHz / 2.0; multiple++)
                notches.Add(Notch(multiple * hum.MainsHz, HumWidthHz, clip.RateHz));
        }

        if (tone.LevelDb >= minDb)
            notches.AddRange([Notch(tone.Hz, ToneWidthHz, clip.RateHz), Notch(tone.Hz, ToneWidthHz, clip.RateHz)]);
        if (notches.Count == 0)
            return clip;

        var samples = (float[])clip.Samples.Clone();
        foreach (var notch in notches)
            notch.Process(samples);
        return new AudioClip(samples, clip.RateHz);
    }

    private static BiQuad Notch(double hz, double widthHz, int rateHz)
    {
        var cosine = 2 * Math.Cos(2 * Math.PI * hz / rateHz);
        var radius = Math.Max(0, 1 - (Math.PI * widthHz / rateHz));
        return new BiQuad(1, -cosine, 1, -radius * cosine, radius * radius);
    }
}
