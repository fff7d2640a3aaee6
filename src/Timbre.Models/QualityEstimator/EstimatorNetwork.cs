using Timbre.Models.Layers;

namespace Timbre.Models.QualityEstimator;

/// <summary>From sound to scores: three convolutions over frequency and time, blocks over time, pooling, a sigmoid.</summary>
/// <remarks>The blocks are those of Liu et al., "A ConvNet for the 2020s" (2022), over one dimension. It owns its scratch, made for the longest sound: nothing is allocated afterwards, and it serves one thread at a time.</remarks>
internal sealed class EstimatorNetwork
{
    private readonly EstimatorWeights _weights;
    private readonly EstimatorConfig _config;
    private readonly FrontEnd _frontEnd;
    private readonly float[] _picture;
    private readonly float[] _shape;
    private readonly float[] _bands;
    private readonly float[] _ratios;
    private readonly float[][] _stem;
    private readonly float[] _patches;
    private readonly float[] _past;
    private readonly float[] _block;
    private readonly float[] _hidden;
    private readonly float[] _quantiles;
    private readonly float[] _mean;
    private readonly float[] _bias;
    private readonly float[] _attention;
    private readonly float[] _pooled;
    private readonly float[] _judged;

    /// <summary>A network for sounds of up to so many samples.</summary>
    public EstimatorNetwork(EstimatorWeights weights, int mostSamples)
    {
        (_weights, _config, MostSamples) = (weights, weights.Config, mostSamples);
        _frontEnd = new FrontEnd(_config);
        var frames = FrontEnd.Frames(_config, mostSamples);
        var steps = frames / EstimatorConfig.FramesPerStep;
        _picture = new float[frames * _config.Bins];
        _shape = new float[frames * EstimatorConfig.Shape];
        (_bands, _ratios) = (new float[steps * _config.Bands], new float[steps * _config.Bands]);
        var layers = weights.Convolutions;
        _stem = [new float[frames * (_config.Bins / 2) * layers[0].Outputs], new float[steps * (_config.Bins / 4) * layers[1].Outputs], new float[steps * _config.Entering]];
        _patches = new float[layers.Select((layer, i) => layer.Scratch(_config.Bins >> i)).Max()];
        (_past, _block, _hidden) = (new float[steps * _config.Width], new float[steps * _config.Width], new float[steps * _config.Hidden]);
        _quantiles = new float[_config.Bands * _config.Quantiles.Count];
        (_mean, _bias) = (new float[_config.Width], new float[Math.Max(_config.Width, _config.Hidden)]);
        _attention = new float[steps * _config.Heads];
        (_pooled, _judged) = (new float[_config.Judged], new float[_config.Width]);
    }

    /// <summary>The longest sound that it takes.</summary>
    public int MostSamples { get; }

    /// <summary>The scores of a sound of at least <see cref="EstimatorConfig.WindowSamples"/> and a frame, not held to their ranges.</summary>
    public void Run(ReadOnlySpan<float> sound, Span<float> scores)
    {
        var frames = FrontEnd.Frames(_config, sound.Length);
        var steps = frames / EstimatorConfig.FramesPerStep;
        _frontEnd.Look(sound, frames, _picture, _shape, _bands);
        Stem(frames, steps);
        FrontEnd.Quantiles(_config, _bands, steps, _ratios, _quantiles);
        Linear.Forward(_quantiles, _weights.Whole, _weights.Enter.Bias, 1, _quantiles.Length, _config.Width, _bias); // the same at every step
        Linear.Forward(_stem[2], _weights.Enter.Weight, _bias, steps, _config.Entering, _config.Width, _past);
        foreach (var block in _weights.Blocks)
            Block(block, steps);
        RmsNorm.Forward(_past, _weights.LastGain, steps, _config.Width, _past);
        Pool(steps);
        _pooled[^1] = Ratio(steps);
        Linear.Forward(_pooled, _weights.Judge.Weight, _weights.Judge.Bias, 1, _config.Judged, _config.Width, _judged);
        Silu.Forward(_judged, _judged);
        Linear.Forward(_judged, _weights.Leave.Weight, _weights.Leave.Bias, 1, _config.Width, EstimatorConfig.Scores, scores);
        Sigmoid.Forward(scores[..EstimatorConfig.Scores], scores);
        for (var i = 0; i < EstimatorConfig.Scores; i++)
            scores[i] = _config.Lowest[i] + ((_config.Highest[i] - _config.Lowest[i]) * scores[i]);
    }

    /// <summary>Each frame is normed and bent while it is at hand; with the last layer's go the shapes of its two frames.</summary>
    private void Stem(int frames, int steps)
    {
        Convolve(0, _picture, frames, frames, _stem[0].Length / MostFrames(0));
        Convolve(1, _stem[0], frames, steps, _stem[1].Length / MostFrames(1));
        Convolve(2, _stem[1], steps, steps, _config.Entering);
        const int shapes = EstimatorConfig.FramesPerStep * EstimatorConfig.Shape;
        for (var t = 0; t < steps; t++)
            _shape.AsSpan(t * shapes, shapes).CopyTo(_stem[2].AsSpan(((t + 1) * _config.Entering) - shapes));
    }

    private int MostFrames(int layer) => FrontEnd.Frames(_config, MostSamples) / (layer == 0 ? 1 : EstimatorConfig.FramesPerStep);

    private void Convolve(int layer, ReadOnlySpan<float> x, int framesIn, int framesOut, int pitch)
    {
        var (convolution, weights, gain) = (_weights.Convolutions[layer], _weights.Stem[layer], _weights.StemGains[layer]);
        var bins = _config.Bins >> layer;
        for (var t = 0; t < framesOut; t++)
        {
            var frame = _stem[layer].AsSpan(t * pitch, bins / 2 * convolution.Outputs);
            convolution.Frame(x, weights.Weight, weights.Bias, framesIn, bins, t, frame, _patches);
            RmsNorm.Forward(frame, gain, bins / 2, convolution.Outputs, frame);
            Silu.Forward(frame, frame);
        }
    }

    private void Block(BlockWeights block, int steps)
    {
        var (width, hidden) = (_config.Width, _config.Hidden);
        DepthwiseConvolution.Forward(_past, block.Depthwise.Weight, block.Depthwise.Bias, steps, width, _config.Kernel, _block);
        RmsNorm.Forward(_block, block.Gain, steps, width, _block);
        MeanPooling.Forward(_block, steps, width, _mean);
        Linear.Forward(_mean, block.Context, block.Up.Bias, 1, width, hidden, _bias);
        Linear.Forward(_block, block.Up.Weight, _bias, steps, width, hidden, _hidden);
        Silu.Forward(_hidden.AsSpan(0, steps * hidden), _hidden);
        Linear.Forward(_hidden, block.Down.Weight, block.Down.Bias, steps, hidden, width, _block);
        ScaledResidual.Forward(_past, _block, block.Scale, steps, width, _past);
    }

    /// <summary>(ln Σ P·σ(z) - ln Σ P·σ(-z)) / 4 over bands and time, P the powers, z = ln(speech / what is wrong): SI-SDR as the bands see it.</summary>
    private float Ratio(int steps)
    {
        Linear.Forward(_past, _weights.Local.Weight, _weights.Local.Bias, steps, _config.Width, _config.Bands, _ratios);
        var (speech, wrong) = (0.0, 0.0);
        for (var i = 0; i < steps * _config.Bands; i++)
        {
            speech += _bands[i] / (1 + Math.Exp(-_ratios[i]));
            wrong += _bands[i] / (1 + Math.Exp(_ratios[i]));
        }

        return (float)(Math.Log(speech + _config.Floor) - Math.Log(wrong + _config.Floor)) / 4;
    }

    private void Pool(int steps)
    {
        var (width, heads) = (_config.Width, _config.Heads);
        Linear.Forward(_past, _weights.Attend.Weight, _weights.Attend.Bias, steps, width, heads, _attention);
        MomentPooling.Forward(_past, steps, width, _pooled, _pooled.AsSpan(width));
        AttentionPooling.Forward(_past, _attention, steps, width, heads, _attention, _pooled.AsSpan(2 * width));
    }
}
