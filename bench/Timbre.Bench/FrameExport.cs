using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Timbre.Audio.Formats;
using Timbre.Audio.World;

namespace Timbre.Bench;

/// <summary>Writes the features of sound files, for training/vocoder to learn from.</summary>
/// <remarks>
/// A file: the letters TVF1; then as 32-bit little-endian integers the rate in Hz, the hop in samples, the frames and the
/// numbers a frame; then those numbers as 32-bit floats, frame by frame, in the order of <see cref="FrameFeatures"/>.
/// Frame t is centred at sample t · hop. A file that is there already is left as it is, so that a stopped run goes on.
/// </remarks>
internal static class FrameExport
{
    private static readonly byte[] Magic = "TVF1"u8.ToArray();

    public static async Task<int> Run(string list, FrameLayout layout, int threads)
    {
        var lines = await File.ReadAllLinesAsync(list);
        await Parallel.ForEachAsync(lines, new ParallelOptions { MaxDegreeOfParallelism = threads }, async (line, ct) =>
        {
            var (source, target) = line.Split('\t') is [var from, var to]
                ? (from, to)
                : throw new FormatException($"Not two paths and a tab: {line}");
            if (File.Exists(target))
                return;
            Write(target + ".part", WorldVocoder.Analyse(await AudioDecoder.Decode(source, new AudioLimits(), ct)), layout);
            File.Move(target + ".part", target);
        });
        return 0;
    }

    private static void Write(string path, WorldFrames frames, FrameLayout layout)
    {
        var features = new FrameFeatures(frames.RateHz, frames.Bins, layout).Of(frames);
        using var file = File.Create(path);
        Span<byte> header = stackalloc byte[20];
        Magic.CopyTo(header);
        BinaryPrimitives.WriteInt32LittleEndian(header[4..], frames.RateHz);
        BinaryPrimitives.WriteInt32LittleEndian(header[8..], (int)Math.Round(frames.HopSeconds * frames.RateHz));
        BinaryPrimitives.WriteInt32LittleEndian(header[12..], frames.Count);
        BinaryPrimitives.WriteInt32LittleEndian(header[16..], layout.Count);
        file.Write(header);
        file.Write(MemoryMarshal.AsBytes(features.AsSpan()));
    }
}
