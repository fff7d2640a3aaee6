using Timbre.Audio.Spectra;
using Timbre.Models.Nn;

namespace Timbre.Models.SpeakerEncoder.Network;

/// <summary>
/// ln(Σ |X|² · triangle + 1e-6) of frame t, samples [t·hop, t·hop + window) under a periodic Hann window; triangles even in mel from 40 to
/// 7600 Hz.
/// </summary>
/// <remarks>The same numbers as training/speaker/frontend.py. It owns its scratch: one thread at a time.</remarks>
internal sealed class EncoderFrontEnd
{
    private const float Floor = 1e-6f;
    private const double MinHz = 40, MaxHz = 7600;

    private readonly EncoderConfig _config;
    private readonly RealFft _transform;
    private readonly float[] _window;
    private readonly double[] _samples;
    private readonly double[] _re;
    private readonly double[] _im;
    private readonly float[] _powers;
    private readonly (int First, float[] Weights)[] _triangles;

    /// <summary>Bands of these sizes.</summary>
    public EncoderFrontEnd(EncoderConfig config)
    {
        _config = config;
        _transform = new RealFft(config.WindowSamples);
        _samples = new double[config.WindowSamples];
        (_re, _im) = (new double[_transform.Bins], new double[_transform.Bins]);
        _powers = new float[_transform.Bins];
        var symmetric = new double[config.WindowSamples + 1]; // all but its last point is the periodic one
        Window.Hann(symmetric);
        _window = [.. symmetric[..^1].Select(value => (float)value)];
        _triangles = Triangles(config, _transform.Bins);
    }

    /// <summary>Frames of so many samples.</summary>
    public static int Frames(EncoderConfig config, int samples) =>
        samples < config.WindowSamples ? 0 : ((samples - config.WindowSamples) / config.HopSamples) + 1;

    /// <summary>All frames of a sound, [frames, bands].</summary>
    public void Analyse(ReadOnlySpan<float> sound, Span<float> bands)
    {
        var frames = Frames(_config, sound.Length);
        for (var t = 0; t < frames; t++)
        {
            var frameSamples = sound.Slice(t * _config.HopSamples, _config.WindowSamples);
            for (var i = 0; i < frameSamples.Length; i++)
                _samples[i] = frameSamples[i] * _window[i];
            _transform.Forward(_samples, _re, _im);
            for (var k = 0; k < _powers.Length; k++)
                _powers[k] = (float)((_re[k] * _re[k]) + (_im[k] * _im[k]));
            var frame = bands.Slice(t * _config.Bands, _config.Bands);
            for (var band = 0; band < frame.Length; band++)
                frame[band] = VectorMath.Dot(_triangles[band].Weights, _powers.AsSpan(_triangles[band].First)) + Floor;
            VectorMath.Log(frame, frame);
        }
    }

    private static (int First, float[] Weights)[] Triangles(EncoderConfig config, int bins)
    {
        var corners = Enumerable.Range(0, config.Bands + 2)
            .Select(i => Hz(Mel(MinHz) + (i * (Mel(MaxHz) - Mel(MinHz)) / (config.Bands + 1)))).ToArray();
        return [.. Enumerable.Range(0, config.Bands).Select(band =>
        {
            var heights = Enumerable.Range(0, bins).Select(k =>
            {
                var frequency = (double)k * config.RateHz / config.WindowSamples;
                var (up, down) = ((frequency - corners[band]) / (corners[band + 1] - corners[band]),
                    (corners[band + 2] - frequency) / (corners[band + 2] - corners[band + 1]));
                return (float)Math.Max(0, Math.Min(up, down));
            }).ToArray();
            var first = Math.Max(0, Array.FindIndex(heights, height => height > 0));
            return (first, heights[first..(Array.FindLastIndex(heights, height => height > 0) + 1)]);
        })];
    }

    private static double Mel(double hz) => 2595 * Math.Log10(1 + (hz / 700));

    private static double Hz(double mel) => 700 * (Math.Pow(10, mel / 2595) - 1);
}
