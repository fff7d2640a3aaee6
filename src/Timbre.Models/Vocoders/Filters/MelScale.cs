using Timbre.Audio.World;

namespace Timbre.Models.Vocoders.Filters;

/// <summary>Positions of a frame's points, of its bands and of the bins of transforms on the mel scale.</summary>
internal static class MelScale
{
    /// <summary>So many points, equally far from each other, from 0 Hz to the highest frequency.</summary>
    public static double[] Points(double maxHz, int count) =>
        [.. Enumerable.Range(0, count).Select(i => i * FrameFeatures.Mel(maxHz) / (count - 1))];

    /// <summary>So many bins from 0 Hz to half the rate.</summary>
    public static double[] Bins(int rateHz, int count) =>
        [.. Enumerable.Range(0, count).Select(k => FrameFeatures.Mel(k * (rateHz / 2.0) / (count - 1)))];

    /// <summary>The middles of the bands of aperiodicity.</summary>
    public static double[] BandMiddles(FrameLayout layout)
    {
        var edges = layout.BandEdgesHz;
        var middles = new double[layout.Bands];
        for (var band = 0; band < middles.Length; band++)
            middles[band] = FrameFeatures.Mel((edges[band] + edges[band + 1]) / 2);
        return middles;
    }
}
