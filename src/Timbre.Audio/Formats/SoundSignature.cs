using System.Buffers.Binary;

namespace Timbre.Audio.Formats;

/// <summary>Names a sound file's container by its first bytes; names and declared media types are not asked.</summary>
/// <param name="Kind">The container.</param>
/// <param name="MediaType">As in a Content-Type header.</param>
/// <param name="Extension">With its dot, for a file name.</param>
public sealed record SoundSignature(SoundKind Kind, string MediaType, string Extension)
{
    /// <summary>First bytes of a file that <see cref="Detect"/> needs to decide.</summary>
    public const int Length = 64;

    /// <summary>The container that <paramref name="head"/> begins, or null for everything that is not sound we take.</summary>
    /// <param name="head">The first bytes of the file, <see cref="Length"/> or more unless the file is shorter.</param>
    public static SoundSignature? Detect(ReadOnlySpan<byte> head)
    {
        if (IsWav(head))
            return Of(SoundKind.Wav);
        if (head.Length >= 12 && head.StartsWith("FORM"u8) && (head[8..12].SequenceEqual("AIFF"u8) || head[8..12].SequenceEqual("AIFC"u8)))
            return Of(SoundKind.Aiff);
        if (head.Length >= 12 && IsMp4(head))
            return Of(SoundKind.Mp4);
        if (head.StartsWith("fLaC"u8))
            return Of(SoundKind.Flac);
        if (head.StartsWith("OggS\0"u8))
            return Of(SoundKind.Ogg);
        if (head.StartsWith((ReadOnlySpan<byte>)[0x1A, 0x45, 0xDF, 0xA3]))
            return Of(SoundKind.WebM);
        if (IsMp3(head))
            return Of(SoundKind.Mp3);
        return null;
    }

    /// <summary>The description of a container in messages.</summary>
    public static SoundSignature Of(SoundKind kind) => kind switch
    {
        SoundKind.Wav => new(kind, "audio/wav", ".wav"),
        SoundKind.Mp3 => new(kind, "audio/mpeg", ".mp3"),
        SoundKind.Mp4 => new(kind, "audio/mp4", ".m4a"),
        SoundKind.Flac => new(kind, "audio/flac", ".flac"),
        SoundKind.Ogg => new(kind, "audio/ogg", ".ogg"),
        SoundKind.WebM => new(kind, "audio/webm", ".webm"),
        SoundKind.Aiff => new(kind, "audio/aiff", ".aiff"),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    private static bool IsWav(ReadOnlySpan<byte> head) =>
        head.Length >= 12 && (head.StartsWith("RIFF"u8) || head.StartsWith("RF64"u8)) && head[8..12].SequenceEqual("WAVE"u8);

    private static bool IsMp4(ReadOnlySpan<byte> head)
    {
        var size = BinaryPrimitives.ReadUInt32BigEndian(head);
        var type = head[4..8];
        if (type.SequenceEqual("ftyp"u8))
            return size is >= 8 and < 4096;
        // QuickTime files from before 2001 begin with their index or their samples.
        return (type.SequenceEqual("moov"u8) || type.SequenceEqual("mdat"u8)) && size is >= 8 or 1;
    }

    /// <summary>An ID3v2 tag, or a frame header of layer III whose version, bit rate and sampling rate exist.</summary>
    private static bool IsMp3(ReadOnlySpan<byte> head)
    {
        if (head.Length >= 10 && head.StartsWith("ID3"u8))
            return head[3] is >= 2 and <= 4 && ((head[6] | head[7] | head[8] | head[9]) & 0x80) == 0;
        return head.Length >= 4
            && head[0] == 0xFF
            && (head[1] & 0xE6) == 0xE2
            && (head[1] & 0x18) != 0x08
            && (head[2] & 0xF0) is not 0xF0 and not 0
            && (head[2] & 0x0C) != 0x0C;
    }
}
