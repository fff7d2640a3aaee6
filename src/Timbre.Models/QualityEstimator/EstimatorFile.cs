using System.Text;
using Timbre.Models.Nn.WeightFiles;

namespace Timbre.Models.QualityEstimator;

/// <summary>Reads what training/quality/export.py writes: an estimator's sizes and numbers.</summary>
/// <remarks>
/// A <see cref="WeightFile"/> that begins with "TIMBREQE". Body: the sizes in the order of <see cref="EstimatorConfig"/>, 4 bytes each, the
/// lists after their length, and quantiles in double precision; a <see cref="TensorSet"/>.
/// </remarks>
internal static class EstimatorFile
{
    private const int Version = 1;
    private const string What = "quality estimator";

    private static ReadOnlySpan<byte> Magic => "TIMBREQE"u8;

    /// <summary>The weights that this assembly brings.</summary>
    public static EstimatorWeights ReadEmbedded()
    {
        using var stream = WeightFile.OpenEmbedded("quality-estimator.bin");
        return Read(stream);
    }

    /// <summary>Reads to the end of the stream.</summary>
    /// <exception cref="InvalidDataException">It is something else, or damaged; the message says how.</exception>
    public static EstimatorWeights Read(Stream from)
    {
        using var reader = new BinaryReader(WeightFile.ReadBody(from, Magic, Version, What), Encoding.ASCII);
        try
        {
            var config = ReadConfig(reader);
            return config.IsPossible
                ? new EstimatorWeights(config, TensorSet.Read(reader, What))
                : throw WeightFile.Unfit(What, "its sizes are impossible");
        }
        catch (EndOfStreamException)
        {
            throw WeightFile.Unfit(What, "it ends too early");
        }
    }

    private static EstimatorConfig ReadConfig(BinaryReader reader) => new(
        RateHz: reader.ReadInt32(),
        HopSamples: reader.ReadInt32(),
        WindowSamples: reader.ReadInt32(),
        Bins: reader.ReadInt32(),
        Floor: reader.ReadSingle(),
        Stem: [reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32()],
        Width: reader.ReadInt32(),
        Hidden: reader.ReadInt32(),
        Blocks: reader.ReadInt32(),
        Kernel: reader.ReadInt32(),
        Heads: reader.ReadInt32(),
        MinScores: [reader.ReadSingle(), reader.ReadSingle(), reader.ReadSingle()],
        MaxScores: [reader.ReadSingle(), reader.ReadSingle(), reader.ReadSingle()],
        Steps: reader.ReadInt32(),
        Edges: ReadList(reader, EstimatorConfig.MaxEdges, reader.ReadInt32),
        Quantiles: ReadList(reader, EstimatorConfig.MaxQuantiles, reader.ReadDouble));

    private static T[] ReadList<T>(BinaryReader reader, int max, Func<T> read)
    {
        var count = reader.ReadInt32();
        return count >= 1 && count <= max
            ? [.. Enumerable.Range(0, count).Select(_ => read())]
            : throw WeightFile.Unfit(What, $"one of its lists has {count} values");
    }
}
