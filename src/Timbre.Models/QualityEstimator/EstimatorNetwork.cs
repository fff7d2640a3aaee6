using Timbre.Models.Nn.Layers;
using Timbre.Models.Nn.Pooling;

namespace Timbre.Models.QualityEstimator;

/// <summary>From sound to scores: three convolutions over frequency and time, blocks over time, pooling, a sigmoid.</summary>
/// <remarks>
/// The blocks are those of Liu et al., "A ConvNet for the 2020s" (2022), over one dimension. It owns its scratch, made for the longest
/// sound: nothing is allocated afterwards, and it serves one thread at a time.
/// </remarks>
internal sealed class EstimatorNetwork
{
    private readonly EstimatorWeights _weights;
    private readonly EstimatorConfig _config;
    private readonly EstimatorFrontEnd _frontEnd;
    private readonly float[] _spectrogram;
    private readonly float[] _shape;
    private readonly float[] _bands;
    private readonly float[] _ratios;
    private readonly float[][] _stem;
    private readonly float[] _patches;
    private readonly float[] _activations;
    private readonly float[] _block;
    private readonly float[] _hidden;
    private readonly float[] _quantiles;
    private readonly float[] _mean;
    private readonly float[] _bias;
    private readonly float[] _attention;
    private readonly float[] _pooled;
    private readonly float[] _scoreHidden;

    /// <summary>A network for sounds of up to so many samples.</summary>
    public EstimatorNetwork(EstimatorWeights weights, int maxSamples)
    {
        (_weights, _config, MaxSamples) = (weights, weights.Config, maxSamples);
        _frontEnd = new EstimatorFrontEnd(_config);
        var frames = EstimatorFrontEnd.Frames(_config, maxSamples);
        var steps = frames / EstimatorConfig.FramesPerStep;
        _spectrogram = new float[frames * _config.Bins];
        _shape = new float[frames * EstimatorConfig.Shape];
        (_bands, _ratios) = (new float[steps * _config.Bands], new float[steps * _config.Bands]);
        var layers = weights.Convolutions;
        _stem = [
            new float[frames * (_config.Bins / 2) * layers[0].Outputs], new float[steps * (_config.Bins / 4) * layers[1].Outputs],
            new float[steps * _config.StemOutputs]
        ];
        _patches = new float[layers.Select((layer, i) => layer.Scratch(_config.Bins >> i)).Max()];
        (_activations, _block,
            _hidden) = (new float[steps * _config.Width], new float[steps * _config.Width], new float[steps * _config.Hidden]);
        _quantiles = new float[_config.Bands * _config.Quantiles.Count];
        (_mean, _bias) = (new float[_config.Width], new float[Math.Max(_config.Width, _config.Hidden)]);
        _attention = new float[steps * _config.Heads];
        (_pooled, _scoreHidden) = (new float[_config.ScoreInputs], new float[_config.Width]);
    }

    /// <summary>The longest sound that it takes.</summary>
    public int MaxSamples { get; }

    /// <summary>
    /// The scores of a sound of at least <see cref="EstimatorConfig.WindowSamples"/> and a frame, not clamped to their ranges.
    /// </summary>
    public void Run(ReadOnlySpan<float> sound, Span<float> scores)
    {
        var frames = EstimatorFrontEnd.Frames(_config, sound.Length);
        var steps = frames / EstimatorConfig.FramesPerStep;
        _frontEnd.Analyse(sound, frames, _spectrogram, _shape, _bands);
        Stem(frames, steps);
        EstimatorFrontEnd.Quantiles(_config, _bands, steps, _ratios, _quantiles);
        // the same at every step
        Linear.Forward(_quantiles, _weights.QuantileProjection, _weights.InputProjection.Bias, 1, _quantiles.Length, _config.Width, _bias);
        Linear.Forward(_stem[2], _weights.InputProjection.Weight, _bias, steps, _config.StemOutputs, _config.Width, _activations);
        foreach (var block in _weights.Blocks)
            Block(block, steps);
        RmsNorm.Forward(_activations, _weights.OutputGain, steps, _config.Width, _activations);
        Pool(steps);
        _pooled[^1] = Ratio(steps);
        Linear.Forward(
            _pooled, _weights.ScoreHidden.Weight, _weights.ScoreHidden.Bias, 1, _config.ScoreInputs, _config.Width, _scoreHidden);
        Silu.Forward(_scoreHidden, _scoreHidden);
        Linear.Forward(
            _scoreHidden, _weights.OutputProjection.Weight, _weights.OutputProjection.Bias, 1, _config.Width, EstimatorConfig.Scores,
            scores);
        Sigmoid.Forward(scores[..EstimatorConfig.Scores], scores);
        for (var i = 0; i < EstimatorConfig.Scores; i++)
            scores[i] = _config.MinScores[i] + ((_config.MaxScores[i] - _config.MinScores[i]) * scores[i]);
    }

    /// <summary>
    /// Normalises and activates each frame while it is in the cache; the last layer also takes the shapes of its two frames.
    /// </summary>
    private void Stem(int frames, int steps)
    {
        Convolve(0, _spectrogram, frames, frames, _stem[0].Length / MaxFrames(0));
        Convolve(1, _stem[0], frames, steps, _stem[1].Length / MaxFrames(1));
        Convolve(2, _stem[1], steps, steps, _config.StemOutputs);
        const int shapes = EstimatorConfig.FramesPerStep * EstimatorConfig.Shape;
        for (var t = 0; t < steps; t++)
            _shape.AsSpan(t * shapes, shapes).CopyTo(_stem[2].AsSpan(((t + 1) * _config.StemOutputs) - shapes));
    }

    private int MaxFrames(int layer) => EstimatorFrontEnd.Frames(_config, MaxSamples) / (layer == 0 ? 1 : EstimatorConfig.FramesPerStep);

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

    private void Block(EstimatorBlockWeights block, int steps)
    {
        var (width, hidden) = (_config.Width, _config.Hidden);
        DepthwiseConvolution.Forward(_activations, block.Depthwise.Weight, block.Depthwise.Bias, steps, width, _config.Kernel, _block);
        RmsNorm.Forward(_block, block.Gain, steps, width, _block);
        MeanPooling.Forward(_block, steps, width, _mean);
        Linear.Forward(_mean, block.Context, block.Up.Bias, 1, width, hidden, _bias);
        Linear.Forward(_block, block.Up.Weight, _bias, steps, width, hidden, _hidden);
        Silu.Forward(_hidden.AsSpan(0, steps * hidden), _hidden);
        Linear.Forward(_hidden, block.Down.Weight, block.Down.Bias, steps, hidden, width, _block);
        ScaledResidual.Forward(_activations, _block, block.Scale, steps, width, _activations);
    }

    /// <summary>
    /// (ln Σ P·σ(z) - ln Σ P·σ(-z)) / 4 over bands and time, P the powers, z = ln(speech / what is wrong): SI-SDR as the bands see it.
    /// </summary>
    private float Ratio(int steps)
    {
        Linear.Forward(_activations, _weights.BandRatio.Weight, _weights.BandRatio.Bias, steps, _config.Width, _config.Bands, _ratios);
        var (speech, noise) = (0.0, 0.0);
        for (var i = 0; i < steps * _config.Bands; i++)
        {
            speech += _bands[i] / (1 + Math.Exp(-_ratios[i]));
            noise += _bands[i] / (1 + Math.Exp(_ratios[i]));
        }

        return (float)(Math.Log(speech + _config.Floor) - Math.Log(noise + _config.Floor)) / 4;
    }

    private void Pool(int steps)
    {
        var (width, heads) = (_config.Width, _config.Heads);
        Linear.Forward(_activations, _weights.Attention.Weight, _weights.Attention.Bias, steps, width, heads, _attention);
        StatisticsPooling.Forward(_activations, steps, width, _pooled, _pooled.AsSpan(width));
        AttentionPooling.Forward(_activations, _attention, steps, width, heads, _attention, _pooled.AsSpan(2 * width));
    }
}
