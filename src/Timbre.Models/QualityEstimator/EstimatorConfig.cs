using Timbre.Models.Nn.WeightFiles;

namespace Timbre.Models.QualityEstimator;

/// <summary>The sizes of an estimator's network, as its file has them.</summary>
/// <param name="RateHz">Samples per second of the sound that it takes.</param>
/// <param name="HopSamples">From one frame to the next.</param>
/// <param name="WindowSamples">Length of a frame, a power of two.</param>
/// <param name="Bins">Bins of the picture, from the first above 0 Hz.</param>
/// <param name="Floor">Power that is added before a logarithm is taken.</param>
/// <param name="Stem">Channels of the three convolutions, each of which halves the bins.</param>
/// <param name="Width">Channels of the blocks.</param>
/// <param name="Hidden">Channels within a block.</param>
/// <param name="Blocks">Number of blocks.</param>
/// <param name="Kernel">Frames under a block's filters, odd.</param>
/// <param name="Heads">Means that are weighted by attention.</param>
/// <param name="MinScores">The scores at the lower end of the last sigmoid: STOI, PESQ, SI-SDR in dB.</param>
/// <param name="MaxScores">The scores at its upper end.</param>
/// <param name="Steps">Steps of training that the weights have seen.</param>
/// <param name="Edges">Band i is bins [Edges[i], Edges[i + 1]) of the picture.</param>
/// <param name="Quantiles">Of a band's powers over time, 0 to 1: global statistics of the sound, on which every step is
/// conditioned.</param>
internal sealed record EstimatorConfig(
    int RateHz, int HopSamples, int WindowSamples, int Bins, float Floor,
    IReadOnlyList<int> Stem, int Width, int Hidden, int Blocks, int Kernel, int Heads,
    IReadOnlyList<float> MinScores, IReadOnlyList<float> MaxScores, int Steps, IReadOnlyList<int> Edges, IReadOnlyList<double> Quantiles)
    : INetworkConfig<EstimatorConfig>
{
    /// <summary>Scores of a recording.</summary>
    public const int Scores = 3;

    /// <summary>Numbers of a frame's shape: the power of four quarters, the peak, the share of samples near it.</summary>
    public const int Shape = 6;

    /// <summary>Convolutions of the stem.</summary>
    public const int StemLayers = 3;

    /// <summary>Frames of the picture to one of the blocks.</summary>
    public const int FramesPerStep = 2;

    /// <summary>Most edges of bands.</summary>
    public const int MaxEdges = 65;

    /// <summary>Most quantiles of a band.</summary>
    public const int MaxQuantiles = 16;

    /// <summary>Bins that the stem leaves.</summary>
    public int StemBins => Bins >> StemLayers;

    /// <summary>Numbers that go from the stem into the blocks with each step.</summary>
    public int StemOutputs => (StemBins * Stem[^1]) + (FramesPerStep * Shape);

    /// <summary>Bands of which the network predicts the ratio of speech to distortion.</summary>
    public int Bands => Edges.Count - 1;

    /// <summary>Numbers that are pooled over time.</summary>
    public int Pooled => (2 + Heads) * Width;

    /// <summary>Numbers that the scores are made of: what was pooled, and the ratio that the bands have together.</summary>
    public int ScoreInputs => Pooled + 1;

    /// <summary>True if this version can run a network of these sizes.</summary>
    public bool IsPossible =>
        RateHz is >= 8_000 and <= 48_000 && WindowSamples is >= 32 and <= 4096 && int.IsPow2(WindowSamples) && HopSamples >= 4
            && HopSamples <= WindowSamples && HopSamples % 4 == 0
        && Bins >= 8 && Bins <= WindowSamples / 2 && Bins % 8 == 0 && Floor is > 0 and < 1
        && Stem.Count == StemLayers && Stem.All(channels => channels is >= 1 and <= 256)
        && Width is >= 1 and <= 1024 && Hidden is >= 1 and <= 4096 && Blocks is >= 1 and <= 32 && Kernel is >= 1 and <= 31
        && Kernel % 2 == 1 && Heads is >= 1 and <= 16
        && MinScores.Count == Scores && MaxScores.Count == Scores
        && MinScores.Zip(MaxScores).All(ends => float.IsFinite(ends.First) && float.IsFinite(ends.Second) && ends.First < ends.Second)
        && Steps >= 0
        && Edges.Count is >= 2 and <= MaxEdges && Edges[0] >= 0 && Edges[^1] <= Bins
        && Edges.Zip(Edges.Skip(1)).All(ends => ends.First < ends.Second)
        && Quantiles.Count is >= 1 and <= MaxQuantiles && Quantiles.All(quantile => quantile is >= 0 and <= 1);

    /// <inheritdoc/>
    public static EstimatorConfig Read(BinaryReader from, int version) => new(
        RateHz: from.ReadInt32(),
        HopSamples: from.ReadInt32(),
        WindowSamples: from.ReadInt32(),
        Bins: from.ReadInt32(),
        Floor: from.ReadSingle(),
        Stem: [from.ReadInt32(), from.ReadInt32(), from.ReadInt32()],
        Width: from.ReadInt32(),
        Hidden: from.ReadInt32(),
        Blocks: from.ReadInt32(),
        Kernel: from.ReadInt32(),
        Heads: from.ReadInt32(),
        MinScores: [from.ReadSingle(), from.ReadSingle(), from.ReadSingle()],
        MaxScores: [from.ReadSingle(), from.ReadSingle(), from.ReadSingle()],
        Steps: from.ReadInt32(),
        Edges: ReadList(from, MaxEdges, from.ReadInt32),
        Quantiles: ReadList(from, MaxQuantiles, from.ReadDouble));

    private static T[] ReadList<T>(BinaryReader from, int max, Func<T> read)
    {
        var count = from.ReadInt32();
        return count >= 1 && count <= max
            ? [.. Enumerable.Range(0, count).Select(_ => read())]
            : throw WeightFile.Unfit(EstimatorWeights.Format.Name, $"one of its lists has {count} values");
    }
}
