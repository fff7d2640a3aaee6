using System.Buffers.Binary;
using Timbre.Audio.Formats;
using Timbre.Audio.Tests.Material;

namespace Timbre.Audio.Tests.Formats.Hostile;

/// <summary>Files whose numbers lie, whose sound is not there, or that unpack to far more than they are.</summary>
internal static class HostileBytes
{
    public static readonly Dictionary<string, Func<HostileFileFolder, byte[]>> Refused = new()
    {
        ["wav without channels"] = _ => Wav(22, 0),
        ["wav of a thousand channels"] = _ => Wav(22, 1000),
        ["wav without a rate"] = _ => Wav(24, 0),
        ["wav of no bits"] = _ => Wav(34, 0),
        ["wav of a chunk of 4 GiB"] = _ =>
            [.. WavWriter.ToBytes(Sounds.Tone(440, 1, 16000))[..12], .. "junk"u8, 0xFF, 0xFF, 0xFF, 0xFF, 1, 2, 3],
        ["wav of an hour"] = _ => WavWriter.ToBytes(Sounds.Silence(3600, 4000), WavEncoding.MuLaw)[..7_000_000],
        ["flac of half an hour of silence"] = den => den.Good("flac", 0.1, "-af", "volume=0,apad=whole_dur=1800"),
        ["ogg of ten minutes of silence"] = den => den.Good("ogg", 0.1, "-af", "volume=0,apad=whole_dur=600", "-c:a", "libvorbis"),
        ["mp4 that ends before its index"] = den => CutBefore(den.Good("m4a"), "moov"u8),
        ["mp4 that ends in its index"] = den => den.Good("m4a")[..^400],
        ["mp4 of two thousand million samples"] = den =>
            Boxes.Replace(
                den.Good("m4a"), ["moov", "trak", "mdia", "minf", "stbl", "stsz"],
                body => [.. body[..8], 0x7F, 0xFF, 0xFF, 0xFF, .. body[12..]]),
        ["mp4 of an index that unpacks to 4 GiB"] = _ =>
            [
                .. Ftyp,
                .. Boxes.Box(
                    "moov",
                    Boxes.Box(
                        "cmov",
                        [.. Boxes.Box("dcom", [.. "zlib"u8]), .. Boxes.Box("cmvd", 0xFF, 0xFF, 0xFF, 0xF0, 0x78, 0x9C, 3, 0, 0, 0, 0, 1)]))
            ],
        ["mp4 of boxes in boxes"] = _ => [.. Ftyp, .. Nested(20000)],
        ["mp4 of pictures only"] = den => Video(den, "mp4", "mpeg4"),
        ["webm of pictures only"] = den => Video(den, "webm", "libvpx"),
        ["matroska of attachments only"] = den => Ebml.File(Ebml.Element(0x1941A469, Ebml.Element(0x61A7, [
            .. Ebml.Element(0x466E, "canary.wav"u8), .. Ebml.Element(0x4660, "audio/wav"u8),
            .. Ebml.Element(0x465C, File.ReadAllBytes(den.Canary)), .. Ebml.Element(0x46AE, [1])]))),
        ["matroska of nothing"] = _ => Ebml.File([]),
        ["matroska that claims to go on for ever"] = _ => [.. Ebml.File([])[..^1], 0xFF, 0x1F, 0x43, 0xB6, 0x75, 0xFF],
        ["mp3 of a tag of 256 MiB"] = _ => [.. "ID3\u0003\0\0"u8, 0x7F, 0x7F, 0x7F, 0x7F, .. new byte[5000]],
        ["mp3 of a tag in a tag in a tag"] = _ => [.. Enumerable.Repeat("ID3\u0003\0\0\0\0\0\0"u8.ToArray(), 10000).SelectMany(tag => tag)],
        ["aiff of an absurd rate"] = den => Rate(den.Good("aiff"), [0x40, 0x3E, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF]),
        ["aiff without a rate"] = den => Rate(den.Good("aiff"), new byte[10]),
        ["aiff without channels"] = den => Patch(den.Good("aiff"), "COMM"u8, 8, [0, 0]),
        ["ogg of pages that are not"] = _ => [.. "OggS\0\u0002"u8, .. new byte[4000]],
        ["ogg of a header alone"] = den => den.Good("ogg")[..60],
        ["opus of 255 channels"] = den => Patch(den.Good("opus"), "OpusHead"u8, 9, [255]),
    };

    /// <summary>Spoilt too, but there is sound to be had: so many seconds of it at most.</summary>
    public static readonly Dictionary<string, (Func<HostileFileFolder, byte[]> Make, double MaxSeconds)> Read = new()
    {
        ["wav whose sizes are all ones"] = (_ =>
            Patch(
                Patch(WavWriter.ToBytes(Sounds.Tone(440, 1, 16000)), "RIFF"u8, 4, [0xFF, 0xFF, 0xFF, 0xFF]), "data"u8, 4,
                [0xFF, 0xFF, 0xFF, 0xFF]), 1),
        ["wav cut off"] = (_ => WavWriter.ToBytes(Sounds.Tone(440, 2, 16000))[..32044], 1),
        ["wav of values that are not numbers"] = (_ => NotNumbers(), 1),
        ["flac that claims 36 bits of samples"] = (den => Patch(den.Good("flac"), "fLaC"u8, 21, [0xFF, 0xFF, 0xFF, 0xFF, 0xFF]), 1.1),
        ["flac without a rate in its header"] = (den => Patch(den.Good("flac"), "fLaC"u8, 18, [0, 0, 0x02]), 1.1),
        ["flac with a picture at an address"] = (den => FlacPicture(den.Good("flac"), den.Url), 1.1),
        ["mp3 with a picture at an address"] = (den => Mp3Picture(den.Good("mp3", 1, "-id3v2_version", "0"), den.Url), 1.2),
        ["mp3 cut off"] = (den => den.Good("mp3")[..4000], 1.1),
        ["ogg whose time jumps a century"] = (den => LastPage(den.Good("ogg")), 1.1),
        ["mp4 with pictures beside the sound"] = (den =>
            den.Good("mp4", 1, "-f", "lavfi", "-i", "testsrc=s=32x32:d=1", "-c:v", "mpeg4"), 1.2),
    };

    private static byte[] Ftyp => Boxes.Box("ftyp", [.. "M4A \0\0\0\0"u8]);

    private static byte[] Wav(int offset, ushort value)
    {
        var bytes = WavWriter.ToBytes(Sounds.Tone(440, 1, 16000));
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(offset), value);
        return bytes;
    }

    private static byte[] Patch(byte[] bytes, ReadOnlySpan<byte> after, int offset, byte[] value)
    {
        value.CopyTo(bytes.AsSpan(bytes.AsSpan().IndexOf(after) + offset));
        return bytes;
    }

    private static byte[] Rate(byte[] aiff, byte[] extended) => Patch(aiff, "COMM"u8, 16, extended);

    private static byte[] CutBefore(byte[] bytes, ReadOnlySpan<byte> name) => bytes[..(bytes.AsSpan().IndexOf(name) - 4)];

    private static byte[] Nested(int depth)
    {
        var bytes = new byte[8 * depth];
        for (var level = 0; level < depth; level++)
        {
            BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(8 * level), 8 * (depth - level));
            "moov"u8.CopyTo(bytes.AsSpan((8 * level) + 4));
        }

        return bytes;
    }

    private static byte[] Video(HostileFileFolder den, string extension, string codec)
    {
        ReferenceProgram.Ffmpeg("-f", "lavfi", "-i", "testsrc=s=64x64:d=1", "-c:v", codec, "-an", den.Scratch.At($"video.{extension}"));
        return File.ReadAllBytes(den.Scratch.At($"video.{extension}"));
    }

    private static byte[] NotNumbers()
    {
        var bytes = WavWriter.ToBytes(Sounds.Silence(1, 16000), WavEncoding.Pcm32);
        bytes[20] = 3;
        for (var at = WavWriter.HeaderBytes; at < bytes.Length; at += 4)
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(at), at % 8 == 4 ? float.NaN : 3e38f);
        return bytes;
    }

    /// <summary>A PICTURE block whose media type is "-->": its data is an address to fetch the picture from.</summary>
    private static byte[] FlacPicture(byte[] flac, string url)
    {
        var address = HostileFileFolder.Text(url);
        byte[] block = [0, 0, 0, 3, 0, 0, 0, 3, .. "-->"u8, .. new byte[20], 0, 0, 0, (byte)address.Length, .. address];
        return [.. flac[..42], 6, 0, 0, (byte)block.Length, .. block, .. flac[42..]];
    }

    private static byte[] Mp3Picture(byte[] mp3, string url)
    {
        byte[] body = [0, .. "-->"u8, 0, 3, 0, .. HostileFileFolder.Text(url)];
        byte[] frame = [.. "APIC"u8, 0, 0, 0, (byte)body.Length, 0, 0, .. body];
        return [.. "ID3\u0003\0\0\0\0\0"u8, (byte)frame.Length, .. frame, .. mp3];
    }

    /// <summary>The last page says that it ends after 2⁶² samples; its checksum then says that the page is damaged.</summary>
    private static byte[] LastPage(byte[] ogg)
    {
        BinaryPrimitives.WriteInt64LittleEndian(ogg.AsSpan(ogg.AsSpan().LastIndexOf("OggS"u8) + 6), 1L << 62);
        return ogg;
    }
}
