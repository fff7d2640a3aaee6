using System.Text;
using Timbre.Models.Nn.WeightFiles;

namespace Timbre.Models.AcousticModel.Network;

/// <summary>Reads what training/voice/export.py writes: the average voice's sizes and numbers.</summary>
/// <remarks>
/// A <see cref="WeightFile"/> that begins with "TIMBREAV". Body: the sizes in the order of <see cref="AcousticModelConfig"/>, 4 bytes each;
/// a <see cref="TensorSet"/>.
/// </remarks>
internal static class AcousticModelFile
{
    private const int Version = 1;
    private const string What = "average voice";

    private static readonly Lazy<AcousticModelWeights> Default = new(ReadEmbedded);

    /// <summary>The average voice that this assembly brings; read when it is first asked for.</summary>
    public static AcousticModelWeights Embedded => Default.Value;

    private static ReadOnlySpan<byte> Magic => "TIMBREAV"u8;

    /// <summary>Reads to the end of the stream.</summary>
    /// <exception cref="InvalidDataException">It is something else, or damaged; the message says how.</exception>
    public static AcousticModelWeights Read(Stream from)
    {
        using var reader = new BinaryReader(WeightFile.ReadBody(from, Magic, Version, What), Encoding.ASCII);
        try
        {
            var config = ReadConfig(reader);
            return config.IsPossible
                ? new AcousticModelWeights(config, TensorSet.Read(reader, What))
                : throw WeightFile.Unfit(What, "its sizes are impossible");
        }
        catch (EndOfStreamException)
        {
            throw WeightFile.Unfit(What, "it ends too early");
        }
    }

    private static AcousticModelWeights ReadEmbedded()
    {
        using var file = WeightFile.OpenEmbedded("average-voice.bin");
        return Read(file);
    }

    private static AcousticModelConfig ReadConfig(BinaryReader reader) => new(
        Phones: reader.ReadInt32(),
        Contexts: reader.ReadInt32(),
        Embedding: reader.ReadInt32(),
        Mels: reader.ReadInt32(),
        Bands: reader.ReadInt32(),
        Width: reader.ReadInt32(),
        Inner: reader.ReadInt32(),
        SpeakerChannels: reader.ReadInt32(),
        Steps: reader.ReadInt32());
}
