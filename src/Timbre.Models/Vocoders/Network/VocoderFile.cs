using System.Text;
using Timbre.Models.Nn.WeightFiles;

namespace Timbre.Models.Vocoders.Network;

/// <summary>Reads what training/vocoder/export.py writes: the vocoder's sizes and numbers.</summary>
/// <remarks>
/// A <see cref="WeightFile"/> that begins with "TIMBRENV". Body: the sizes in the order of <see cref="VocoderConfig"/>, 4 bytes each; a
/// <see cref="TensorSet"/>.
/// </remarks>
internal static class VocoderFile
{
    private const int Version = 1;
    private const string What = "neural vocoder";

    private static readonly Lazy<VocoderWeights> Default = new(ReadEmbedded);

    /// <summary>The vocoder that this assembly brings; read when it is first asked for.</summary>
    public static VocoderWeights Embedded => Default.Value;

    private static ReadOnlySpan<byte> Magic => "TIMBRENV"u8;

    /// <summary>Reads to the end of the stream.</summary>
    /// <exception cref="InvalidDataException">It is something else, or damaged; the message says how.</exception>
    public static VocoderWeights Read(Stream from)
    {
        using var reader = new BinaryReader(WeightFile.ReadBody(from, Magic, Version, What), Encoding.ASCII);
        try
        {
            var config = ReadConfig(reader);
            return config.IsPossible
                ? new VocoderWeights(config, TensorSet.Read(reader, What))
                : throw WeightFile.Unfit(What, "its sizes are impossible");
        }
        catch (EndOfStreamException)
        {
            throw WeightFile.Unfit(What, "it ends too early");
        }
    }

    private static VocoderWeights ReadEmbedded()
    {
        using var file = WeightFile.OpenEmbedded("neural-vocoder.bin");
        return Read(file);
    }

    private static VocoderConfig ReadConfig(BinaryReader reader) => new(
        Mels: reader.ReadInt32(),
        Bands: reader.ReadInt32(),
        Width: reader.ReadInt32(),
        Hidden: reader.ReadInt32(),
        Blocks: reader.ReadInt32(),
        Kernel: reader.ReadInt32(),
        Before: reader.ReadInt32(),
        Ahead: reader.ReadInt32(),
        Phases: reader.ReadInt32(),
        Modulations: reader.ReadInt32(),
        Steps: reader.ReadInt32());
}
