using Timbre.Models.Nn;
using Timbre.Models.Nn.Layers;
using Timbre.Models.Nn.Pooling;

namespace Timbre.Models.SpeakerEncoder.Network;

/// <summary>
/// From mel bands to an embedding of length 1: residual blocks over frequency and time, then over time, attentive statistics pooling, a
/// linear layer.
/// </summary>
/// <remarks>
/// The network of training/speaker/model.py. It owns its scratch, made for the longest sound: nothing is allocated afterwards, and it
/// serves one thread at a time.
/// </remarks>
internal sealed class EncoderNetwork
{
    private readonly EncoderWeights _weights;
    private readonly EncoderConfig _config;
    private readonly float[] _levels;
    private readonly float[] _sorted;
    private readonly float[] _mean;
    private readonly float[] _patches;
    private readonly float[][] _planes;
    private readonly float[][] _temporal;
    private readonly float[] _aggregated;
    private readonly float[] _attention;
    private readonly float[] _hidden;
    private readonly float[] _pooled;

    /// <summary>A network for sounds of up to so many frames.</summary>
    public EncoderNetwork(EncoderWeights weights, int maxFrames)
    {
        (_weights, _config, MaxFrames) = (weights, weights.Config, maxFrames);
        (_levels, _sorted, _mean) = (new float[maxFrames], new float[maxFrames], new float[_config.Bands]);
        var half = weights.InputConvolution.Layer.FramesFrom(maxFrames);
        var steps = Steps(maxFrames);
        var max = half * (_config.Bands / 2) * _config.Planes.Max();
        _planes = [new float[maxFrames * _config.Bands], new float[max], new float[max], new float[max]];
        _patches = new float[Math.Max(
            weights.ResidualBlocks.Max(block => block.Second.Layer.Scratch(_config.Bands / 2)), DilatedConvolution.Scratch(_config.Width))];
        _temporal = [.. Enumerable.Range(0, 3).Select(_ => new float[steps * _config.Width])];
        (_aggregated, _attention,
            _hidden) = (new float[steps * _config.Pooled], new float[steps * _config.Pooled], new float[steps * _config.Attention]);
        _pooled = new float[_config.EmbeddingInputs];
    }

    /// <summary>The most frames that it takes.</summary>
    public int MaxFrames { get; }

    /// <summary>The embedding of one sound or more frames than 1.</summary>
    /// <param name="bands">[frames, bands]</param>
    /// <param name="frames">2 to <see cref="MaxFrames"/>.</param>
    /// <param name="embedding">Written over.</param>
    public void Run(ReadOnlySpan<float> bands, int frames, Span<float> embedding)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(frames, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(frames, MaxFrames);
        MeasureLongTermMean(bands, frames);
        for (var t = 0; t < frames; t++)
        {
            for (var band = 0; band < _config.Bands; band++)
                _planes[0][(t * _config.Bands) + band] = EncoderConfig.Scale * (bands[(t * _config.Bands) + band] - _mean[band]);
        }

        var steps = RunResidualBlocks(frames);
        RunTemporalBlocks(steps);
        Pool(steps);
        Spectrum();
        Linear.Forward(
            _pooled, _weights.OutputProjection.Weight, _weights.OutputProjection.Bias, 1, _config.EmbeddingInputs, _config.Embedding,
            embedding);
        NormaliseLength(embedding[.._config.Embedding]);
    }

    /// <summary>x / |x|</summary>
    public static void NormaliseLength(Span<float> x)
    {
        var length = MathF.Sqrt(VectorMath.Dot(x, x));
        foreach (ref var value in x)
            value /= Math.Max(length, 1e-12f);
    }

    private int Steps(int frames)
    {
        foreach (var layer in _weights.ResidualBlocks.Select(block => block.First.Layer).Prepend(_weights.InputConvolution.Layer))
            frames = layer.FramesFrom(frames);
        return frames;
    }

    /// <summary>Each band's mean over the frames that are no softer than the median one.</summary>
    private void MeasureLongTermMean(ReadOnlySpan<float> bands, int frames)
    {
        for (var t = 0; t < frames; t++)
        {
            var sum = 0f;
            foreach (var value in bands.Slice(t * _config.Bands, _config.Bands))
                sum += value;
            _levels[t] = sum / _config.Bands;
        }

        var sorted = _sorted.AsSpan(0, frames);
        _levels.AsSpan(0, frames).CopyTo(sorted);
        sorted.Sort();
        var middle = sorted[(frames - 1) / 2];
        Array.Clear(_mean);
        var loud = 0;
        for (var t = 0; t < frames; t++)
        {
            if (_levels[t] < middle)
                continue;
            VectorMath.Add(bands.Slice(t * _config.Bands, _config.Bands), _mean);
            loud++;
        }

        foreach (ref var value in _mean.AsSpan())
            value /= loud;
    }

    /// <summary>From <c>_planes[0]</c> to the first of the lines; the number of steps.</summary>
    private int RunResidualBlocks(int frames)
    {
        var (x, first, second) = (_planes[1], _planes[2], _planes[3]);
        var bins = _config.Bands;
        Convolve(_weights.InputConvolution, _planes[0], x, ref frames, ref bins);
        Relu(x.AsSpan(0, frames * bins * _weights.InputConvolution.Layer.Outputs));
        foreach (var block in _weights.ResidualBlocks)
        {
            var (framesIn, binsIn) = (frames, bins);
            Convolve(block.First, x, first, ref frames, ref bins);
            var size = frames * bins * block.First.Layer.Outputs;
            Relu(first.AsSpan(0, size));
            Convolve(block.Second, first, second, ref frames, ref bins);
            if (block.Skip is { } skip)
            {
                Convolve(skip, x, first, ref framesIn, ref binsIn);
                VectorMath.Add(first.AsSpan(0, size), second);
            }
            else
            {
                VectorMath.Add(x.AsSpan(0, size), second);
            }

            Relu(second.AsSpan(0, size));
            (x, second) = (second, x);
        }

        Linear.Forward(
            x, _weights.FrequencyProjection.Weight, _weights.FrequencyProjection.Bias, frames, _config.FlattenedBands, _config.Width,
            _temporal[0]);
        Relu(_temporal[0].AsSpan(0, frames * _config.Width));
        return frames;
    }

    private void Convolve(PlaneWeights plane, ReadOnlySpan<float> x, Span<float> y, ref int frames, ref int bins)
    {
        plane.Layer.Forward(x, plane.Parameters.Weight, plane.Parameters.Bias, frames, bins, y, _patches);
        (frames, bins) = (plane.Layer.FramesFrom(frames), plane.Layer.BinsFrom(bins));
    }

    /// <summary>The blocks over time; the first and the last go side by side into <c>_both</c>.</summary>
    private void RunTemporalBlocks(int steps)
    {
        var (x, y) = (_temporal[0], _temporal[1]);
        var size = steps * _config.Width;
        for (var i = 0; i < _weights.TemporalBlocks.Length; i++)
        {
            DilatedConvolution.Forward(
                x, _weights.TemporalBlocks[i].Weight, _weights.TemporalBlocks[i].Bias, steps, _config.Width, EncoderConfig.Dilations[i], y,
                _patches);
            VectorMath.Add(x.AsSpan(0, size), y);
            Relu(y.AsSpan(0, size));
            if (i == 0)
                Aggregate(y, 0, steps);
            (x, y) = (y, x);
        }

        Aggregate(x, 1, steps);
    }

    private void Aggregate(ReadOnlySpan<float> x, int side, int steps)
    {
        for (var t = 0; t < steps; t++)
            x.Slice(t * _config.Width, _config.Width).CopyTo(_aggregated.AsSpan(((2 * t) + side) * _config.Width));
    }

    private void Pool(int steps)
    {
        Linear.Forward(
            _aggregated, _weights.Attention[0].Weight, _weights.Attention[0].Bias, steps, _config.Pooled, _config.Attention, _hidden);
        foreach (ref var value in _hidden.AsSpan(0, steps * _config.Attention))
            value = MathF.Tanh(value);
        Linear.Forward(
            _hidden, _weights.Attention[1].Weight, _weights.Attention[1].Bias, steps, _config.Attention, _config.Pooled, _attention);
        AttentiveStatisticsPooling.Forward(_aggregated, _attention, steps, _config.Pooled, _pooled, _pooled.AsSpan(_config.Pooled));
    }

    /// <summary>The long-term mean less its own mean, in which no loudness is left.</summary>
    private void Spectrum()
    {
        var whole = 0f;
        foreach (var value in _mean)
            whole += value;
        whole /= _mean.Length;
        foreach (ref var value in _mean.AsSpan())
            value = EncoderConfig.Scale * (value - whole);
        var spectrum = _pooled.AsSpan(2 * _config.Pooled);
        Linear.Forward(
            _mean, _weights.SpectrumProjection.Weight, _weights.SpectrumProjection.Bias, 1, _config.Bands, EncoderConfig.Spectrum,
            spectrum);
        Relu(spectrum);
    }

    private static void Relu(Span<float> x)
    {
        var wide = VectorMath.Wide(x);
        foreach (ref var lanes in wide)
            lanes = System.Numerics.Vector.Max(lanes, System.Numerics.Vector<float>.Zero);
        foreach (ref var value in x[(wide.Length * System.Numerics.Vector<float>.Count)..])
            value = Math.Max(value, 0);
    }
}
