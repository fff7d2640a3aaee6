using Timbre.Audio.World;
using Timbre.Models.AcousticModel;

namespace Timbre.Models.Tests.AcousticModel;

public sealed class ChannelNormalisationTests
{
    // As training/voice/channel.py prints them.
    private static readonly double[] Means = [3.624, 0.089, 0.585, -0.422, -0.491, -0.454, -0.368];
    private static readonly double[] Deviations = [0.839, 0.538, 0.449, 0.378, 0.326, 0.281, 0.264];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_usual_line_is_left_as_it_is(int seed)
    {
        var random = new Random(seed);
        var spectrum = Spectrum(n => Means[n] + (Deviations[n] * ((1.98 * random.NextDouble()) - 0.99)), random);

        Assert.Equal(spectrum, ChannelNormalisation.Normalise(spectrum), (a, b) => Math.Abs(a - b) < 1e-5);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void An_unusual_one_becomes_usual_and_nothing_else_changes(int seed)
    {
        var random = new Random(seed);
        var spectrum = Spectrum(n => Means[n] + (Deviations[n] * 8 * (random.NextDouble() - 0.5)), random);

        var moderated = ChannelNormalisation.Normalise(spectrum);

        Assert.Equal(spectrum.Average(), moderated.Average(), 1e-4); // the level
        for (var n = 0; n < FrameLayout.Wideband.Mels - 1; n++)
        {
            var (before, after) = (Cosine(spectrum, n + 1), Cosine(moderated, n + 1));
            if (n >= Means.Length)
                Assert.Equal(before, after, 1e-4);
            else
                Assert.Equal(Math.Clamp((before - Means[n]) / Deviations[n], -1, 1), (after - Means[n]) / Deviations[n], 1e-3);
        }

    }

    private static float[] Spectrum(Func<int, double> cosine, Random random)
    {
        double[] low = [.. Enumerable.Range(0, Means.Length).Select(cosine)];
        double[] all = [
            -10 + random.NextDouble(), .. low,
            .. Enumerable.Range(0, FrameLayout.Wideband.Mels - Means.Length - 1).Select(_ => 0.2 * random.NextDouble())
        ];
        return [.. Enumerable.Range(0, FrameLayout.Wideband.Mels)
            .Select(k => (float)all.Select((c, n) => c * Math.Cos(Math.PI * n * (k + 0.5) / FrameLayout.Wideband.Mels)).Sum())];
    }

    private static double Cosine(float[] spectrum, int n) =>
        spectrum.Select((x, k) => 2.0 / spectrum.Length * x * Math.Cos(Math.PI * n * (k + 0.5) / spectrum.Length)).Sum();
}
