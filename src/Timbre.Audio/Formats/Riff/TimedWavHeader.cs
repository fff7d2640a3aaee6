using System.Buffers.Binary;
using System.Text;

namespace Timbre.Audio.Formats.Riff;

/// <summary>
/// A WAV header that also says when each letter and phone sounds: a cue point for every moment, a labelled text (<c>ltxt</c>) for every
/// label.
/// </summary>
/// <remarks>
/// Multimedia Programming Interface and Data Specifications 1.0 (1991), "cue" and "associated data list"; but for the list's name, which is
/// <c>list</c> in small letters because the readers of such streams look for that. The chunks stand directly behind the 36 bytes of a plain
/// format, in front of the sound, and each text ends with a NUL that its size counts.
/// </remarks>
public static class TimedWavHeader
{
    private const int FormatEnd = 36;
    private const int CueBytes = 24;
    private const int LabelBytes = 28;

    /// <summary>Everything before the first sample.</summary>
    /// <param name="rateHz">Samples per second.</param>
    /// <param name="encoding">How samples are stored.</param>
    /// <param name="frames">How many follow; null where that is not known, see <see cref="WavWriter.Header"/>.</param>
    /// <param name="labels">In the order in which readers shall get them; labels that begin together share a cue point.</param>
    public static byte[] Of(int rateHz, WavEncoding encoding, long? frames, IReadOnlyList<WavLabel> labels)
    {
        ArgumentNullException.ThrowIfNull(labels);
        var plain = WavWriter.Header(rateHz, encoding, frames);
        var cues = labels.Select(label => label.Start).Distinct().Order().Select((start, id) => (start, id))
            .ToDictionary(cue => cue.start, cue => (uint)cue.id);
        var listBytes = 4 + labels.Sum(label => Padded(LabelBytes + TextBytes(label)));
        var header = new byte[plain.Length + 12 + (cues.Count * CueBytes) + 8 + listBytes];

        plain.AsSpan(0, FormatEnd).CopyTo(header);
        var riffBytes = BinaryPrimitives.ReadUInt32LittleEndian(plain.AsSpan(4));
        if (riffBytes != uint.MaxValue)
            Number(header.AsSpan(4), checked(riffBytes + (uint)(header.Length - plain.Length)));
        var at = WriteCues(header, FormatEnd, cues);
        at = WriteLabels(header, at, labels, cues, listBytes);
        plain.AsSpan(FormatEnd).CopyTo(header.AsSpan(at));
        return header;
    }

    private static int WriteCues(byte[] header, int at, Dictionary<uint, uint> cues)
    {
        "cue "u8.CopyTo(header.AsSpan(at));
        Number(header.AsSpan(at + 4), (uint)(4 + (cues.Count * CueBytes)));
        Number(header.AsSpan(at + 8), (uint)cues.Count);
        at += 12;
        foreach (var (start, id) in cues)
        {
            Number(header.AsSpan(at), id);
            "data"u8.CopyTo(header.AsSpan(at + 8));
            Number(header.AsSpan(at + 20), start);
            at += CueBytes;
        }

        return at;
    }

    private static int WriteLabels(byte[] header, int at, IReadOnlyList<WavLabel> labels, Dictionary<uint, uint> cues, int listBytes)
    {
        "list"u8.CopyTo(header.AsSpan(at));
        Number(header.AsSpan(at + 4), (uint)listBytes);
        "adtl"u8.CopyTo(header.AsSpan(at + 8));
        at += 12;
        foreach (var label in labels)
        {
            var textBytes = TextBytes(label);
            "ltxt"u8.CopyTo(header.AsSpan(at));
            Number(header.AsSpan(at + 4), (uint)(LabelBytes - 8 + textBytes));
            Number(header.AsSpan(at + 8), cues[label.Start]);
            Number(header.AsSpan(at + 12), label.Length);
            (label.IsPhone ? "phon"u8 : "grph"u8).CopyTo(header.AsSpan(at + 16)); // country, language, dialect and code page stay 0
            Encoding.UTF8.GetBytes(label.Text, header.AsSpan(at + LabelBytes));
            at += Padded(LabelBytes + textBytes);
        }

        return at;
    }

    private static int TextBytes(WavLabel label) => Encoding.UTF8.GetByteCount(label.Text) + 1;

    private static int Padded(int bytes) => bytes + (bytes & 1);

    private static void Number(Span<byte> at, uint number) => BinaryPrimitives.WriteUInt32LittleEndian(at, number);
}

/// <summary>A label on a range of samples: its first sample and their number.</summary>
/// <param name="Text">A letter of the text, or a phone.</param>
/// <param name="IsPhone">Which of the two.</param>
/// <param name="Start">Its first sample, from 0.</param>
/// <param name="Length">In samples, may be 0.</param>
public readonly record struct WavLabel(string Text, bool IsPhone, uint Start, uint Length);
