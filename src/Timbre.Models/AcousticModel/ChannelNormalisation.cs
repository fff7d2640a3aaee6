using Timbre.Audio.World;

namespace Timbre.Models.AcousticModel;

/// <summary>
/// The recording channel, as far as the mean spectrum shows it: unusually dull, thin or coloured channels are brought
/// back.
/// </summary>
/// <remarks>
/// The mean of ln power over frames of speech is the speaker's and the line's together. Its first cosines over the mel points, all but the
/// level, lie for most speakers near one another; what goes beyond one deviation is taken for the line, and is left out. Words of voices
/// with such lines are misheard by listeners who expect the usual one (training/LOG.md, "The recording channel").
/// </remarks>
internal static class ChannelNormalisation
{
    private const double MaxDeviations = 1; // deviations

    // Cosines 1 to 7 of the mean spectra of 220 LibriSpeech speakers of the training data: training/voice/channel.py.
    private static readonly double[] Means = [3.624, 0.089, 0.585, -0.422, -0.491, -0.454, -0.368];
    private static readonly double[] Deviations = [0.839, 0.538, 0.449, 0.378, 0.326, 0.281, 0.264];

    /// <summary>The spectrum without what is unusual in its broad shape.</summary>
    /// <param name="spectrum">
    /// ln of power at the points of <see cref="FrameLayout.Wideband"/>; at those of other layouts it stays as it is.
    /// </param>
    public static float[] Normalise(float[] spectrum)
    {
        if (spectrum.Length != FrameLayout.Wideband.Mels)
            return spectrum;
        var normalised = (float[])spectrum.Clone();
        for (var n = 1; n <= Means.Length; n++)
        {
            var coefficient = 0.0;
            for (var k = 0; k < spectrum.Length; k++)
                coefficient += 2.0 / spectrum.Length * spectrum[k] * Cosine(n, k, spectrum.Length);
            var (deviation, allowed) = (coefficient - Means[n - 1], MaxDeviations * Deviations[n - 1]);
            var excess = deviation - Math.Clamp(deviation, -allowed, allowed);
            for (var k = 0; k < spectrum.Length; k++)
                normalised[k] -= (float)(excess * Cosine(n, k, spectrum.Length));
        }

        return normalised;
    }

    private static double Cosine(int n, int k, int points) => Math.Cos(Math.PI * n * (k + 0.5) / points);
}
