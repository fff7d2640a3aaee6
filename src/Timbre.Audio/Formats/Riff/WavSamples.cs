using System.Buffers.Binary;

namespace Timbre.Audio.Formats.Riff;

/// <summary>Turns stored frames into mono amplitudes: y[t] = Σ_c x[t, c] / channels.</summary>
internal static class WavSamples
{
    /// <summary>
    /// Floats beyond this are clamped (18 dB over full scale): a file may be too loud, it may not overflow what comes after.
    /// </summary>
    private const double MaxAmplitude = 8;

    /// <param name="frames">Whole frames, interleaved.</param>
    /// <param name="layout">How they are stored.</param>
    /// <param name="mono">One amplitude per frame; values that are not numbers become silence.</param>
    public static void ToMono(ReadOnlySpan<byte> frames, WavLayout layout, Span<float> mono)
    {
        var (channels, width) = (layout.Channels, layout.SampleBytes);
        if (channels == 1 && layout is { Coding: WavCoding.Pcm, SampleBytes: 2 })
        {
            for (var i = 0; i < mono.Length; i++)
                mono[i] = BinaryPrimitives.ReadInt16LittleEndian(frames[(2 * i)..]) / 32768f;
            return;
        }

        for (var i = 0; i < mono.Length; i++)
        {
            var sum = 0.0;
            for (var channel = 0; channel < channels; channel++)
                sum += Amplitude(frames.Slice(((i * channels) + channel) * width, width), layout.Coding);
            mono[i] = (float)(sum / channels);
        }
    }

    private static double Amplitude(ReadOnlySpan<byte> sample, WavCoding coding) => coding switch
    {
        WavCoding.Float =>
            Tame(sample.Length == 4 ? BinaryPrimitives.ReadSingleLittleEndian(sample) : BinaryPrimitives.ReadDoubleLittleEndian(sample)),
        WavCoding.MuLaw => G711.MuLaw[sample[0]],
        WavCoding.ALaw => G711.ALaw[sample[0]],
        _ => sample.Length switch
        {
            1 => (sample[0] - 128) / 128.0, // the only width that is stored without a sign
            2 => BinaryPrimitives.ReadInt16LittleEndian(sample) / 32768.0,
            3 => ((sample[0] << 8) | (sample[1] << 16) | (sample[2] << 24)) / 2147483648.0,
            _ => BinaryPrimitives.ReadInt32LittleEndian(sample) / 2147483648.0,
        },
    };

    private static double Tame(double amplitude) => double.IsFinite(amplitude) ? Math.Clamp(amplitude, -MaxAmplitude, MaxAmplitude) : 0;
}
