using Timbre.Models.Layers;

namespace Timbre.Models.SpeakerEncoder.Network;

/// <summary>From mel bands to an embedding of length 1: residual blocks over frequency and time, then over time, pooling that heeds, a linear layer.</summary>
/// <remarks>The network of training/speaker/model.py. It owns its scratch, made for the longest sound: nothing is allocated afterwards, and it serves one thread at a time.</remarks>
internal sealed class EncoderNetwork
{
    private readonly EncoderWeights _weights;
    private readonly EncoderConfig _config;
    private readonly float[] _levels;
    private readonly float[] _sorted;
    private readonly float[] _mean;
    private readonly float[] _patches;
    private readonly float[][] _planes;
    private readonly float[][] _lines;
    private readonly float[] _both;
    private readonly float[] _heed;
    private readonly float[] _hidden;
    private readonly float[] _leaving;

    /// <summary>A network for sounds of up to so many frames.</summary>
    public EncoderNetwork(EncoderWeights weights, int mostFrames)
    {
        (_weights, _config, MostFrames) = (weights, weights.Config, mostFrames);
        (_levels, _sorted, _mean) = (new float[mostFrames], new float[mostFrames], new float[_config.Bands]);
        var half = weights.Enter.Layer.FramesFrom(mostFrames);
        var steps = Steps(mostFrames);
        var largest = half * (_config.Bands / 2) * _config.Planes.Max();
        _planes = [new float[mostFrames * _config.Bands], new float[largest], new float[largest], new float[largest]];
        _patches = new float[Math.Max(weights.Planes.Max(block => block.Second.Layer.Scratch(_config.Bands / 2)), DilatedConvolution.Scratch(_config.Width))];
        _lines = [.. Enumerable.Range(0, 3).Select(_ => new float[steps * _config.Width])];
        (_both, _heed, _hidden) = (new float[steps * _config.Pooled], new float[steps * _config.Pooled], new float[steps * _config.Attention]);
        _leaving = new float[_config.Leaving];
    }

    /// <summary>The most frames that it takes.</summary>
    public int MostFrames { get; }

    /// <summary>The embedding of one sound or more frames than 1.</summary>
    /// <param name="bands">[frames, bands]</param>
    /// <param name="frames">2 to <see cref="MostFrames"/>.</param>
    /// <param name="embedding">Written over.</param>
    public void Run(ReadOnlySpan<float> bands, int frames, Span<float> embedding)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(frames, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(frames, MostFrames);
        LongTerm(bands, frames);
        for (var t = 0; t < frames; t++)
        {
            for (var band = 0; band < _config.Bands; band++)
                _planes[0][(t * _config.Bands) + band] = EncoderConfig.Scale * (bands[(t * _config.Bands) + band] - _mean[band]);
        }

        var steps = Planes(frames);
        Lines(steps);
        Pool(steps);
        Spectrum();
        Linear.Forward(_leaving, _weights.Leave.Weight, _weights.Leave.Bias, 1, _config.Leaving, _config.Embedding, embedding);
        Unit(embedding[.._config.Embedding]);
    }

    /// <summary>x / |x|</summary>
    public static void Unit(Span<float> x)
    {
        var length = MathF.Sqrt(Lanes.Dot(x, x));
        foreach (ref var value in x)
            value /= Math.Max(length, 1e-12f);
    }

    private int Steps(int frames)
    {
        foreach (var layer in _weights.Planes.Select(block => block.First.Layer).Prepend(_weights.Enter.Layer))
            frames = layer.FramesFrom(frames);
        return frames;
    }

    /// <summary>Each band's mean over the frames that are no softer than the median one.</summary>
    private void LongTerm(ReadOnlySpan<float> bands, int frames)
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
            Lanes.Add(bands.Slice(t * _config.Bands, _config.Bands), _mean);
            loud++;
        }

        foreach (ref var value in _mean.AsSpan())
            value /= loud;
    }

    /// <summary>From <c>_planes[0]</c> to the first of the lines; the number of steps.</summary>
    private int Planes(int frames)
    {
        var (x, first, second) = (_planes[1], _planes[2], _planes[3]);
        var bins = _config.Bands;
        Convolve(_weights.Enter, _planes[0], x, ref frames, ref bins);
        Relu(x.AsSpan(0, frames * bins * _weights.Enter.Layer.Outputs));
        foreach (var block in _weights.Planes)
        {
            var (framesIn, binsIn) = (frames, bins);
            Convolve(block.First, x, first, ref frames, ref bins);
            var size = frames * bins * block.First.Layer.Outputs;
            Relu(first.AsSpan(0, size));
            Convolve(block.Second, first, second, ref frames, ref bins);
            if (block.Skip is { } skip)
            {
                Convolve(skip, x, first, ref framesIn, ref binsIn);
                Lanes.Add(first.AsSpan(0, size), second);
            }
            else
            {
                Lanes.Add(x.AsSpan(0, size), second);
            }

            Relu(second.AsSpan(0, size));
            (x, second) = (second, x);
        }

        Linear.Forward(x, _weights.Join.Weight, _weights.Join.Bias, frames, _config.Joined, _config.Width, _lines[0]);
        Relu(_lines[0].AsSpan(0, frames * _config.Width));
        return frames;
    }

    private void Convolve(PlaneWeights plane, ReadOnlySpan<float> x, Span<float> y, ref int frames, ref int bins)
    {
        plane.Layer.Forward(x, plane.Numbers.Weight, plane.Numbers.Bias, frames, bins, y, _patches);
        (frames, bins) = (plane.Layer.FramesFrom(frames), plane.Layer.BinsFrom(bins));
    }

    /// <summary>The blocks over time; the first and the last go side by side into <c>_both</c>.</summary>
    private void Lines(int steps)
    {
        var (x, y) = (_lines[0], _lines[1]);
        var size = steps * _config.Width;
        for (var i = 0; i < _weights.Lines.Length; i++)
        {
            DilatedConvolution.Forward(x, _weights.Lines[i].Weight, _weights.Lines[i].Bias, steps, _config.Width, EncoderConfig.Dilations[i], y, _patches);
            Lanes.Add(x.AsSpan(0, size), y);
            Relu(y.AsSpan(0, size));
            if (i == 0)
                Keep(y, 0, steps);
            (x, y) = (y, x);
        }

        Keep(x, 1, steps);
    }

    private void Keep(ReadOnlySpan<float> x, int side, int steps)
    {
        for (var t = 0; t < steps; t++)
            x.Slice(t * _config.Width, _config.Width).CopyTo(_both.AsSpan(((2 * t) + side) * _config.Width));
    }

    private void Pool(int steps)
    {
        Linear.Forward(_both, _weights.Attention[0].Weight, _weights.Attention[0].Bias, steps, _config.Pooled, _config.Attention, _hidden);
        foreach (ref var value in _hidden.AsSpan(0, steps * _config.Attention))
            value = MathF.Tanh(value);
        Linear.Forward(_hidden, _weights.Attention[1].Weight, _weights.Attention[1].Bias, steps, _config.Attention, _config.Pooled, _heed);
        HeedfulMoments.Forward(_both, _heed, steps, _config.Pooled, _leaving, _leaving.AsSpan(_config.Pooled));
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
        var told = _leaving.AsSpan(2 * _config.Pooled);
        Linear.Forward(_mean, _weights.Spectrum.Weight, _weights.Spectrum.Bias, 1, _config.Bands, EncoderConfig.Spectrum, told);
        Relu(told);
    }

    private static void Relu(Span<float> x)
    {
        var wide = Lanes.Wide(x);
        foreach (ref var lanes in wide)
            lanes = System.Numerics.Vector.Max(lanes, System.Numerics.Vector<float>.Zero);
        foreach (ref var value in x[(wide.Length * System.Numerics.Vector<float>.Count)..])
            value = Math.Max(value, 0);
    }
}
