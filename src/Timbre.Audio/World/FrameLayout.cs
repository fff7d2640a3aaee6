namespace Timbre.Audio.World;

/// <summary>Which numbers the features of a frame are: how far its spectrum goes, at how many points and in which bands.</summary>
/// <param name="RateHz">Least sample rate of sound that has them.</param>
/// <param name="Mels">Points of the envelope, equally spaced in mel from 0 Hz to half of <paramref name="RateHz"/>.</param>
/// <param name="BandEdgesHz">Edges of the bands of aperiodicity in Hz, one more than there are bands.</param>
public sealed record FrameLayout(int RateHz, int Mels, IReadOnlyList<double> BandEdgesHz)
{
    /// <summary>Of speech at 16 kHz.</summary>
    public static FrameLayout Wideband { get; } = new(16_000, 64, [400, 1000, 2000, 3500, 5500, 8000]);

    /// <summary>Of speech at 24 kHz.</summary>
    public static FrameLayout SuperWideband { get; } = new(24_000, 80, [400, 1000, 2000, 3500, 5500, 8000, 12_000]);

    /// <summary>Highest frequency of the features, in Hz.</summary>
    public double MaxHz => RateHz / 2.0;

    /// <summary>Bands of aperiodicity.</summary>
    public int Bands => BandEdgesHz.Count - 1;

    /// <summary>Numbers a frame: F0, bands, points.</summary>
    public int Count => FirstMel + Mels;

    /// <summary>Where in a frame the points begin.</summary>
    public int FirstMel => 1 + Bands;

    /// <summary>Samples between two frames of 5 ms at <see cref="RateHz"/>.</summary>
    public int HopSamples => (int)Math.Round(RateHz * Framing.HopSeconds);

    /// <summary>
    /// How many points speech of a bandwidth in Hz has, those near its end left out; all of them if it goes as far as the layout.
    /// </summary>
    public int PointsBelow(double bandwidthHz) => bandwidthHz >= MaxHz
        ? Mels
        : 1 + (int)((Mels - 1) * FrameFeatures.Mel(0.95 * bandwidthHz) / FrameFeatures.Mel(MaxHz));

    /// <summary>The layout with so many points and bands, or null.</summary>
    public static FrameLayout? Find(int mels, int bands) =>
        Array.Find([Wideband, SuperWideband], layout => (layout.Mels, layout.Bands) == (mels, bands));
}
