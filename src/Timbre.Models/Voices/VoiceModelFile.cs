using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Timbre.Models.Voices;

/// <summary>The format of a voice file: magic, version, length, body, SHA-256 of all before it; numbers little-endian.</summary>
internal static class VoiceModelFile
{
    private const int HeadBytes = 16;
    private const int MaxBodyBytes = 64 << 20;

    private static ReadOnlySpan<byte> Magic => "TIMBREVM"u8;

    public static void Write(VoiceModel model, Stream to)
    {
        ArgumentNullException.ThrowIfNull(to);
        using var file = new MemoryStream();
        file.Write(stackalloc byte[HeadBytes]);
        using (var body = new BinaryWriter(file, Encoding.UTF8, leaveOpen: true))
        {
            body.Write((byte)model.Type);
            body.Write(model.Created.UtcTicks);
            body.Write(model.Consent);
            VoiceParametersFile.Write(model, body);
        }

        var bytes = file.GetBuffer().AsSpan(0, (int)file.Length);
        Magic.CopyTo(bytes);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[8..], VoiceParametersFile.VersionOf(model.Parameters));
        BinaryPrimitives.WriteInt32LittleEndian(bytes[12..], bytes.Length - HeadBytes);
        to.Write(bytes);
        to.Write(SHA256.HashData(bytes));
    }

    public static VoiceModel Read(Stream from)
    {
        ArgumentNullException.ThrowIfNull(from);
        Span<byte> head = stackalloc byte[HeadBytes];
        if (from.ReadAtLeast(head, HeadBytes, throwOnEndOfStream: false) < HeadBytes || !head.StartsWith(Magic))
            throw new InvalidDataException("This is not a voice of Timbre.");
        var version = BinaryPrimitives.ReadInt32LittleEndian(head[8..]);
        if (!VoiceParametersFile.IsKnown(version))
            throw new InvalidDataException($"The voice file has format {version}, and this version of Timbre reads formats 1 to 3 only.");
        var length = BinaryPrimitives.ReadInt32LittleEndian(head[12..]);
        if (length is < 1 or > MaxBodyBytes)
            throw new InvalidDataException("The voice file is damaged: its length is impossible.");

        var bytes = new byte[HeadBytes + length + SHA256.HashSizeInBytes];
        head.CopyTo(bytes);
        if (from.ReadAtLeast(bytes.AsSpan(HeadBytes), bytes.Length - HeadBytes, throwOnEndOfStream: false) < bytes.Length - HeadBytes)
            throw new InvalidDataException("The voice file is cut short.");
        if (from.ReadByte() >= 0)
            throw new InvalidDataException("The voice file is damaged: it goes on behind its end.");
        var end = HeadBytes + length;
        if (!SHA256.HashData(bytes.AsSpan(0, end)).AsSpan().SequenceEqual(bytes.AsSpan(end)))
            throw new InvalidDataException("The voice file is damaged: its checksum does not fit its content.");
        return ReadBody(bytes, length, version);
    }

    private static VoiceModel ReadBody(byte[] bytes, int length, int version)
    {
        try
        {
            using var body = new BinaryReader(new MemoryStream(bytes, HeadBytes, length), Encoding.UTF8);
            var type = (VoiceType)body.ReadByte();
            var created = new DateTimeOffset(body.ReadInt64(), TimeSpan.Zero);
            var consent = body.ReadString();
            var (outputStage, curve, parameters) = VoiceParametersFile.Read(version, body);
            if (!Enum.IsDefined(type) || body.BaseStream.Position != length)
                throw new InvalidDataException("The voice file does not hold what its format promises.");
            return new VoiceModel(type, created, consent, outputStage, parameters) { Curve = curve };
        }
        catch (Exception cause) when (cause is EndOfStreamException or ArgumentException or OverflowException or FormatException)
        {
            throw new InvalidDataException("The voice file does not hold what its format promises.", cause);
        }
    }
}
