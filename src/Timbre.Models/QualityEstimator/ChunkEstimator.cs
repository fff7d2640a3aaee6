using Timbre.Audio;
using Timbre.Audio.Filters;

namespace Timbre.Models.QualityEstimator;

/// <summary>
/// What one thread needs to judge recordings, one after another: the network with its scratch, a piece of sound, a resampler.
/// </summary>
internal sealed class ChunkEstimator
{
    private const int InputBlock = 4096;

    private readonly EstimatorNetwork _network;
    private readonly int _rateHz;
    private float[] _sound;
    private int _buffered;
    private Resampler? _resampler;
    private int _resamplerHz;

    /// <summary>Made for pieces of up to so many samples.</summary>
    public ChunkEstimator(EstimatorWeights weights, int maxSamples)
    {
        _network = new EstimatorNetwork(weights, maxSamples);
        _rateHz = weights.Config.RateHz;
        _sound = new float[maxSamples];
    }

    /// <summary>
    /// Judges a recording as it is, or in equal pieces of up to <paramref name="chunkSamples"/> where it is longer than the network takes.
    /// </summary>
    public EstimatedScores? Estimate(AudioClip clip, int chunkSamples, CancellationToken ct)
    {
        var total = ((long)clip.Samples.Length * _rateHz + clip.RateHz - 1) / clip.RateHz;
        var chunks = total <= _network.MaxSamples ? 1 : (total + chunkSamples - 1) / chunkSamples;
        var sum = new ChunkScoreAggregator(ChunkScoreAggregator.MaxFramePower(clip.Samples, clip.RateHz));
        ReadOnlySpan<float> rest = clip.Samples;
        Begin(clip.RateHz);
        for (var i = 0L; i < chunks; i++)
        {
            ct.ThrowIfCancellationRequested();
            var length = (int)((total * (i + 1) / chunks) - (total * i / chunks));
            Fill(ref rest, length);
            Add(sum, length);
            _sound.AsSpan(length, _buffered - length).CopyTo(_sound); // what the resampler gave beyond the piece begins the next
            _buffered -= length;
        }

        return sum.Total();
    }

    private void Add(ChunkScoreAggregator sum, int length)
    {
        var chunk = _sound.AsSpan(0, length);
        var activeFrames = sum.CountActiveFrames(chunk, _rateHz);
        if (activeFrames == 0)
            return;
        var energy = ChunkScoreAggregator.Power(chunk) * length;
        Span<float> scores = stackalloc float[EstimatorConfig.Scores];
        _network.Run(chunk, scores);
        sum.Add(activeFrames, energy, scores);
    }

    private void Begin(int rateHz)
    {
        _buffered = 0;
        if (rateHz == _rateHz)
        {
            _resampler = null;
            return;
        }

        if (_resampler is null || _resamplerHz != rateHz)
            (_resampler, _resamplerHz) = (new Resampler(rateHz, _rateHz), rateHz);
        _resampler.Reset();
        var max = _network.MaxSamples + _resampler.OutputBound(InputBlock);
        if (_sound.Length < max)
            _sound = new float[max];
    }

    /// <summary>Fills the buffer up to <paramref name="length"/> samples or more.</summary>
    private void Fill(ref ReadOnlySpan<float> rest, int length)
    {
        if (_resampler is null)
        {
            rest[..length].CopyTo(_sound);
            rest = rest[length..];
            _buffered = length;
            return;
        }

        while (_buffered < length && !rest.IsEmpty)
        {
            var block = rest[..Math.Min(InputBlock, rest.Length)];
            _buffered += _resampler.Process(block, _sound.AsSpan(_buffered));
            rest = rest[block.Length..];
        }

        if (_buffered < length)
            _buffered += _resampler.Flush(_sound.AsSpan(_buffered));
    }
}
