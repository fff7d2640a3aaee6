using System.Text;
using Timbre.Models.Nn.WeightFiles;

namespace Timbre.Models.SpeakerEncoder.Network;

/// <summary>
/// Reads what training/speaker/export.py writes: an encoder's sizes and numbers, and what makes a score of two embeddings.
/// </summary>
/// <remarks>
/// A <see cref="WeightFile"/> that begins with "TIMBRESE". Body: the sizes in the order of <see cref="EncoderConfig"/>, 4 bytes each; a
/// <see cref="TensorSet"/>.
/// </remarks>
internal static class EncoderFile
{
    /// <summary>What this assembly calls its own.</summary>
    public const string Embedded = "speaker-encoder.bin";

    private const int Version = 1;
    private const string What = "speaker encoder";

    private static ReadOnlySpan<byte> Magic => "TIMBRESE"u8;

    /// <summary>The weights that this assembly brings.</summary>
    public static EncoderWeights ReadEmbedded()
    {
        using var stream = WeightFile.OpenEmbedded(Embedded);
        return Read(stream);
    }

    /// <summary>Reads to the end of the stream.</summary>
    /// <exception cref="InvalidDataException">It is something else, or damaged; the message says how.</exception>
    public static EncoderWeights Read(Stream from)
    {
        using var reader = new BinaryReader(WeightFile.ReadBody(from, Magic, Version, What), Encoding.ASCII);
        try
        {
            var config = ReadConfig(reader);
            return config.IsPossible
                ? new EncoderWeights(config, TensorSet.Read(reader, What))
                : throw WeightFile.Unfit(What, "its sizes are impossible");
        }
        catch (EndOfStreamException)
        {
            throw WeightFile.Unfit(What, "it ends too early");
        }
    }

    private static EncoderConfig ReadConfig(BinaryReader reader) => new(
        RateHz: reader.ReadInt32(),
        HopSamples: reader.ReadInt32(),
        WindowSamples: reader.ReadInt32(),
        Bands: reader.ReadInt32(),
        Planes: [reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32()],
        Width: reader.ReadInt32(),
        Attention: reader.ReadInt32(),
        Embedding: reader.ReadInt32(),
        Steps: reader.ReadInt32());
}
