using System.Buffers.Binary;

namespace Timbre.Audio.Fingerprints;

/// <summary>Robust audio fingerprint that survives gain, noise, coding and cutting: 32 bits each 32 ms.</summary>
/// <remarks>
/// Haitsma and Kalker, "A highly robust audio fingerprinting system", ISMIR 2002, with frames and steps for speech instead of music.
/// 125 bytes a second. Played faster, slower or transposed, a sound is another one.
/// </remarks>
public sealed class AudioFingerprint
{
    /// <summary>From one frame to the next.</summary>
    public const double HopSeconds = (double)FingerprintAnalyser.HopSamples / FingerprintAnalyser.RateHz;

    /// <summary>A day of sound.</summary>
    private const int MaxFrames = 86400 * FingerprintAnalyser.RateHz / FingerprintAnalyser.HopSamples;

    private const byte Version = 1;

    private readonly uint[] _frames;

    internal AudioFingerprint(uint[] frames) => _frames = frames;

    /// <summary>Length of the sound in seconds, to the next 32 ms.</summary>
    public double Seconds => _frames.Length * HopSeconds;

    /// <summary>The frames; 0 where the sound is too quiet to be known by.</summary>
    internal ReadOnlySpan<uint> Frames => _frames;

    /// <summary>The fingerprint of a clip.</summary>
    public static AudioFingerprint Of(AudioClip clip)
    {
        ArgumentNullException.ThrowIfNull(clip);
        return new AudioFingerprint(FingerprintAnalyser.Frames(clip));
    }

    /// <summary>
    /// The longest stretch, of 1 s or more, that this sound and another have in common beyond chance; null where they have none.
    /// </summary>
    public FingerprintMatch? Match(AudioFingerprint other)
    {
        var index = new FingerprintIndex<byte>();
        index.Add(0, other);
        return index.Find(this) is [var (_, match), ..] ? match : null;
    }

    /// <summary>
    /// A version, the number of frames, then by turns how many quiet frames follow, how many others, and these, 4 bytes each.
    /// </summary>
    public byte[] ToBytes()
    {
        var bytes = new MemoryStream();
        bytes.WriteByte(Version);
        Write(bytes, _frames.Length);
        Span<byte> four = stackalloc byte[4];
        for (var at = 0; at < _frames.Length;)
        {
            var quiet = _frames.AsSpan(at).IndexOfAnyExcept(0u);
            quiet = quiet < 0 ? _frames.Length - at : quiet;
            var rest = _frames.AsSpan(at + quiet);
            var audible = rest.IndexOf(0u);
            audible = audible < 0 ? rest.Length : audible;
            Write(bytes, quiet);
            Write(bytes, audible);
            foreach (var frame in rest[..audible])
            {
                BinaryPrimitives.WriteUInt32LittleEndian(four, frame);
                bytes.Write(four);
            }

            at += quiet + audible;
        }

        return bytes.ToArray();
    }

    /// <summary>Reads what <see cref="ToBytes"/> wrote.</summary>
    /// <exception cref="FormatException">It did not write this.</exception>
    public static AudioFingerprint FromBytes(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty || bytes[0] != Version)
            throw new FormatException("These bytes are no fingerprint of this version.");
        bytes = bytes[1..];
        var count = Read(ref bytes, MaxFrames);
        var frames = new List<uint>(Math.Min(count, bytes.Length)); // what is claimed is not believed before it is there
        while (frames.Count < count)
        {
            var quiet = Read(ref bytes, count - frames.Count);
            frames.AddRange(Enumerable.Repeat(0u, quiet));
            var audible = Read(ref bytes, count - frames.Count);
            if (quiet + audible == 0 || bytes.Length < 4 * audible)
                throw new FormatException("The fingerprint is cut off or damaged.");
            for (var i = 0; i < audible; i++)
                frames.Add(BinaryPrimitives.ReadUInt32LittleEndian(bytes[(4 * i)..]));
            bytes = bytes[(4 * audible)..];
        }

        return bytes.IsEmpty ? new AudioFingerprint([.. frames]) : throw new FormatException("The fingerprint goes on after its end.");
    }

    /// <summary>Seven bits a byte, the lowest first; the eighth marks that more follow.</summary>
    private static void Write(MemoryStream bytes, int value)
    {
        for (; value >= 0x80; value >>= 7)
            bytes.WriteByte((byte)(value | 0x80));
        bytes.WriteByte((byte)value);
    }

    private static int Read(ref ReadOnlySpan<byte> bytes, int max)
    {
        var value = 0L;
        for (var i = 0; i < 5 && i < bytes.Length; i++)
        {
            value |= (long)(bytes[i] & 0x7f) << (7 * i);
            if (bytes[i] >= 0x80)
                continue;
            bytes = bytes[(i + 1)..];
            return value <= max ? (int)value : throw new FormatException("The fingerprint claims more frames than it has.");
        }

        throw new FormatException("The fingerprint is cut off or damaged.");
    }
}
