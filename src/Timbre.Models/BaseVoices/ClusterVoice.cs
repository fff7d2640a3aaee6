using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Timbre.Models.BaseVoices;

/// <summary>A statistical voice of flite (clustergen): thousands of clusters of frames, each a phone's state in some context with a mean mel-cepstrum.</summary>
/// <remarks>
/// A. Black, "CLUSTERGEN: a statistical parametric synthesizer using trajectory modeling", Interspeech 2006. What decides
/// durations, intonation and which cluster comes when stays in the file untouched; the mel-cepstra are laid open, and
/// <see cref="With"/> gives the same voice with others. The file's post-filter is made part of the cepstra first, so that an
/// amount added to a cepstrum is the amount that will be heard.
/// </remarks>
internal sealed class ClusterVoice
{
    /// <summary>Order of the mel-cepstra, c₀ not counted.</summary>
    public const int Order = 24;

    /// <summary>Numbers in a mel-cepstrum: c₀ to c₂₄.</summary>
    public const int Size = Order + 1;

    private const int FirstCepstrum = 2; // channels: F0 mean, deviation; then mean and deviation of c₀, c₁, ...
    private const int FirstSlope = FirstCepstrum + 2 * Size; // the same of their slopes

    private readonly VoiceFileLayout _layout;
    private readonly byte[] _file;

    private ClusterVoice(byte[] file, VoiceFileLayout layout)
    {
        (_file, _layout) = (file, layout);
        Clusters = layout.Vectors.Length / layout.Channels;
        (Cepstra, Slopes) = (new float[Clusters * Size], new float[Clusters * Size]);
        var sharpen = new PostFilter(Size, layout.Warp, layout.PostFilter);
        for (var cluster = 0; cluster < Clusters; cluster++)
        {
            for (var k = 0; k < Size; k++)
            {
                Cepstra[cluster * Size + k] = layout.Value(cluster, FirstCepstrum + 2 * k);
                Slopes[cluster * Size + k] = layout.Value(cluster, FirstSlope + 2 * k);
            }

            sharpen.Apply(Cepstra.AsSpan(cluster * Size, Size));
            sharpen.Sharpen(Slopes.AsSpan(cluster * Size, Size));
        }
    }

    /// <summary>How many clusters there are.</summary>
    public int Clusters { get; }

    /// <summary>Natural logarithm of amplitude, warped by <see cref="Warp"/>: [clusters, <see cref="Size"/>].</summary>
    public float[] Cepstra { get; }

    /// <summary>Half the change of the cepstra from the frame before to the frame behind: [clusters, <see cref="Size"/>]. Trajectories are drawn to fit both.</summary>
    public float[] Slopes { get; }

    /// <summary>α of the bilinear frequency warp of the cepstra.</summary>
    public double Warp => _layout.Warp;

    /// <summary>The state that each cluster belongs to, an index into <see cref="States"/>.</summary>
    public IReadOnlyList<int> StateOf => _layout.StateOf;

    /// <summary>Names such as <c>aa_1</c>: the phone, then a number.</summary>
    public IReadOnlyList<string> States => _layout.States;

    /// <exception cref="InvalidDataException">The file is damaged, or not of the layout that this class knows.</exception>
    public static ClusterVoice Parse(byte[] file) => new(file, VoiceFileLayout.Read(file));

    /// <summary>A voice file with these cepstra in place of <see cref="Cepstra"/>, whose F0 follows the settings given to flite.</summary>
    /// <param name="cepstra">[clusters, <see cref="Size"/>].</param>
    /// <param name="slopes">The same in place of <see cref="Slopes"/>.</param>
    /// <param name="gain">On the amplitude; small enough that no sample exceeds 16 bits, for flite lets them wrap around.</param>
    public byte[] With(ReadOnlySpan<float> cepstra, ReadOnlySpan<float> slopes, float gain)
    {
        var (low, range) = ((float[])_layout.Low.Clone(), (float[])_layout.Range.Clone());
        SetRanges(cepstra, FirstCepstrum, low, range);
        SetRanges(slopes, FirstSlope, low, range);
        using var to = new MemoryStream(_file.Length);
        Copy(to, 0, _layout.SpamAt);
        WriteInt(to, 0); // no second intonation model: it would ignore the F0 that is asked for
        Copy(to, _layout.SpamEnd, _layout.RowsAt);
        WriteRows(to, cepstra, slopes, low, range);
        WriteBlock(to, low);
        WriteBlock(to, range);
        Copy(to, _layout.RangesEnd, _layout.PostFilterAt);
        WriteFloat(to, 0); // it is part of the cepstra now
        Copy(to, _layout.PostFilterAt + 4, _layout.SecondSpamAt);
        WriteInt(to, 0);
        WriteFloat(to, gain);
        return to.ToArray();
    }

    private static void SetRanges(ReadOnlySpan<float> values, int firstChannel, float[] low, float[] range)
    {
        for (var k = 0; k < Size; k++)
        {
            var (least, most) = (float.MaxValue, float.MinValue);
            for (var i = k; i < values.Length; i += Size)
                (least, most) = (Math.Min(least, values[i]), Math.Max(most, values[i]));
            (low[firstChannel + 2 * k], range[firstChannel + 2 * k]) = (least, Math.Max(most - least, 1e-6f));
        }
    }

    private void WriteRows(MemoryStream to, ReadOnlySpan<float> cepstra, ReadOnlySpan<float> slopes, float[] low, float[] range)
    {
        var row = new ushort[_layout.Channels];
        for (var cluster = 0; cluster < Clusters; cluster++)
        {
            _layout.Vectors.AsSpan(cluster * row.Length, row.Length).CopyTo(row);
            for (var k = 0; k < Size; k++)
            {
                var (mean, slope) = (FirstCepstrum + 2 * k, FirstSlope + 2 * k);
                row[mean] = Quantise(cepstra[cluster * Size + k], low[mean], range[mean]);
                row[slope] = Quantise(slopes[cluster * Size + k], low[slope], range[slope]);
            }

            WriteInt(to, row.Length * sizeof(ushort));
            to.Write(MemoryMarshal.AsBytes(row.AsSpan()));
        }
    }

    private static ushort Quantise(float value, float low, float range) => (ushort)Math.Clamp(Math.Round((value - low) / range * ushort.MaxValue), 0, ushort.MaxValue);

    private void Copy(MemoryStream to, int from, int end) => to.Write(_file, from, end - from);

    private static void WriteBlock(MemoryStream to, float[] values)
    {
        WriteInt(to, values.Length * sizeof(float));
        to.Write(MemoryMarshal.AsBytes(values.AsSpan()));
    }

    private static void WriteInt(MemoryStream to, int value)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        to.Write(bytes);
    }

    private static void WriteFloat(MemoryStream to, float value) => WriteInt(to, BitConverter.SingleToInt32Bits(value));
}
