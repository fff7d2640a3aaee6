using Timbre.Audio.Spectra;
using Timbre.Models.Nn;

namespace Timbre.Models.QualityEstimator;

/// <summary>
/// From sound, less its mean and at a power of 1, to frame t of samples [t·hop, t·hop + window): its picture (ln(|X|²/E + floor) + 8) / 4,
/// X the transform under a periodic Hann window of energy E, bins 1 and up; its shape, of the middle hop samples: the logarithms of the
/// power of each quarter and of the peak, and the share of samples within 1 % of the peak (clipping leaves many); its bands, the sums of
/// |X|²/E over bands of bins.
/// </summary>
/// <remarks>
/// The same numbers as training/quality/model.py, whose constants these are. A front end owns its scratch: one thread at a time.
/// </remarks>
internal sealed class EstimatorFrontEnd
{
    private const int Quarters = 4;

    private readonly EstimatorConfig _config;
    private readonly RealFft _transform;
    private readonly double[] _window;
    private readonly double[] _samples;
    private readonly double[] _re;
    private readonly double[] _im;
    private readonly float _perEnergy;

    /// <summary>A front end of these sizes.</summary>
    public EstimatorFrontEnd(EstimatorConfig config)
    {
        _config = config;
        _transform = new RealFft(config.WindowSamples);
        _samples = new double[config.WindowSamples];
        (_re, _im) = (new double[_transform.Bins], new double[_transform.Bins]);
        var symmetric = new double[config.WindowSamples + 1]; // all but its last point is the periodic one
        Window.Hann(symmetric);
        _window = symmetric[..^1];
        _perEnergy = (float)(1 / _window.Sum(value => value * value));
    }

    /// <summary>Frames of so many samples; an even number, because the blocks go two at a time.</summary>
    public static int Frames(EstimatorConfig config, int samples) =>
        samples < config.WindowSamples
            ? 0
            : (((samples - config.WindowSamples) / config.HopSamples) + 1) / EstimatorConfig.FramesPerStep * EstimatorConfig.FramesPerStep;

    /// <summary>Offset and gain that bring samples to mean 0 and power 1.</summary>
    public static (double Mean, double Scale) Level(ReadOnlySpan<float> sound)
    {
        var sum = 0.0;
        foreach (var sample in sound)
            sum += sample;
        var mean = sum / sound.Length;

        var power = 0.0;
        foreach (var sample in sound)
            power += (sample - mean) * (sample - mean);
        return (mean, 1 / Math.Sqrt((power / sound.Length) + 1e-12));
    }

    /// <summary>
    /// All frames of a sound, levelled; picture [frames, bins], shape [frames, 6], bands [frames / 2, bands], two frames together.
    /// </summary>
    public void Analyse(ReadOnlySpan<float> sound, int frames, Span<float> logSpectrum, Span<float> shape, Span<float> bands)
    {
        var (mean, scale) = Level(sound);
        bands[..(frames / EstimatorConfig.FramesPerStep * _config.Bands)].Clear();
        for (var t = 0; t < frames; t++)
        {
            var frameSamples = sound.Slice(t * _config.HopSamples, _config.WindowSamples);
            var powers = logSpectrum.Slice(t * _config.Bins, _config.Bins);
            for (var i = 0; i < frameSamples.Length; i++)
                _samples[i] = (frameSamples[i] - mean) * scale;
            Shape(
                _samples.AsSpan((_config.WindowSamples - _config.HopSamples) / 2, _config.HopSamples),
                shape.Slice(t * EstimatorConfig.Shape, EstimatorConfig.Shape));
            Powers(powers);
            AddBands(powers, bands.Slice(t / EstimatorConfig.FramesPerStep * _config.Bands, _config.Bands));
            ToLogSpectrum(powers);
        }
    }

    /// <summary>
    /// (ln(p + floor) + 8) / 4 - 2 of each band's quantiles p over time, [bands, quantiles]; of n sorted values that at ⌊q · (n - 1)⌋.
    /// </summary>
    /// <remarks><paramref name="scratch"/> holds a value of each step.</remarks>
    public static void Quantiles(EstimatorConfig config, ReadOnlySpan<float> bands, int steps, Span<float> scratch, Span<float> to)
    {
        var values = scratch[..steps];
        var count = config.Quantiles.Count;
        for (var band = 0; band < config.Bands; band++)
        {
            for (var t = 0; t < steps; t++)
                values[t] = bands[(t * config.Bands) + band];
            values.Sort();
            for (var q = 0; q < count; q++)
                to[(band * count) + q] = ((MathF.Log(values[(int)(config.Quantiles[q] * (steps - 1))] + config.Floor) + 8) / 4) - 2;
        }
    }

    /// <summary>Of the samples at hand, in double precision: what lies 90 dB below the rest counts.</summary>
    private void Powers(Span<float> to)
    {
        for (var i = 0; i < _samples.Length; i++)
            _samples[i] *= _window[i];
        _transform.Forward(_samples, _re, _im);
        for (var k = 0; k < to.Length; k++)
            to[k] = (float)((_re[k + 1] * _re[k + 1]) + (_im[k + 1] * _im[k + 1])) * _perEnergy;
    }

    private void AddBands(ReadOnlySpan<float> powers, Span<float> bands)
    {
        for (var band = 0; band < bands.Length; band++)
        {
            foreach (var power in powers[_config.Edges[band].._config.Edges[band + 1]])
                bands[band] += power;
        }
    }

    /// <summary>In place, from powers.</summary>
    private void ToLogSpectrum(Span<float> powers)
    {
        foreach (ref var power in powers)
            power += _config.Floor;
        VectorMath.Log(powers, powers);
        foreach (ref var value in powers)
            value = (value + 8) / 4;
    }

    private void Shape(ReadOnlySpan<double> middle, Span<float> to)
    {
        var peak = 0.0;
        foreach (var sample in middle)
            peak = Math.Max(peak, Math.Abs(sample));

        var quarter = middle.Length / Quarters;
        for (var q = 0; q < Quarters; q++)
        {
            var power = 0.0;
            foreach (var sample in middle.Slice(q * quarter, quarter))
                power += sample * sample;
            to[q] = (float)((Math.Log((power / quarter) + _config.Floor) + 4) / 4);
        }

        var near = 0;
        foreach (var sample in middle)
            near += Math.Abs(sample) >= 0.99 * peak ? 1 : 0;
        to[Quarters] = (float)((Math.Log((peak * peak) + _config.Floor) + 2) / 4);
        to[Quarters + 1] = (10f * near / middle.Length) - 0.5f;
    }
}
