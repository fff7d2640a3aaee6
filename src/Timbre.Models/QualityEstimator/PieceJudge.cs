using Timbre.Audio;
using Timbre.Audio.Filters;
using Timbre.Models.Analysis;

namespace Timbre.Models.QualityEstimator;

/// <summary>What one thread needs to judge recordings, one after another: the network with its scratch, a piece of sound, a resampler.</summary>
internal sealed class PieceJudge
{
    private const int InputBlock = 4096;

    private readonly EstimatorNetwork _network;
    private readonly int _rateHz;
    private float[] _sound;
    private int _held;
    private Resampler? _resampler;
    private int _resamplerHz;

    /// <summary>Made for pieces of up to so many samples.</summary>
    public PieceJudge(EstimatorWeights weights, int mostSamples)
    {
        _network = new EstimatorNetwork(weights, mostSamples);
        _rateHz = weights.Config.RateHz;
        _sound = new float[mostSamples];
    }

    /// <summary>Judges a recording as it is, or in equal pieces of up to <paramref name="pieceSamples"/> where it is longer than the network takes.</summary>
    public EstimatedScores? Judge(Clip clip, int pieceSamples, CancellationToken ct)
    {
        var total = ((long)clip.Samples.Length * _rateHz + clip.RateHz - 1) / clip.RateHz;
        var pieces = total <= _network.MostSamples ? 1 : (total + pieceSamples - 1) / pieceSamples;
        var sum = new PieceSum(PieceSum.Loudest(clip.Samples, clip.RateHz));
        ReadOnlySpan<float> rest = clip.Samples;
        Begin(clip.RateHz);
        for (var i = 0L; i < pieces; i++)
        {
            ct.ThrowIfCancellationRequested();
            var length = (int)((total * (i + 1) / pieces) - (total * i / pieces));
            Fill(ref rest, length);
            Add(sum, length);
            _sound.AsSpan(length, _held - length).CopyTo(_sound); // what the resampler gave beyond the piece begins the next
            _held -= length;
        }

        return sum.Total();
    }

    private void Add(PieceSum sum, int length)
    {
        var piece = _sound.AsSpan(0, length);
        var spoken = sum.Spoken(piece, _rateHz);
        if (spoken == 0)
            return;
        var energy = PieceSum.Power(piece) * length;
        Span<float> scores = stackalloc float[EstimatorConfig.Scores];
        _network.Run(piece, scores);
        sum.Add(spoken, energy, scores);
    }

    private void Begin(int rateHz)
    {
        _held = 0;
        if (rateHz == _rateHz)
        {
            _resampler = null;
            return;
        }

        if (_resampler is null || _resamplerHz != rateHz)
            (_resampler, _resamplerHz) = (new Resampler(rateHz, _rateHz), rateHz);
        _resampler.Reset();
        var most = _network.MostSamples + _resampler.OutputBound(InputBlock);
        if (_sound.Length < most)
            _sound = new float[most];
    }

    /// <summary>Brings what is held to <paramref name="length"/> samples or more.</summary>
    private void Fill(ref ReadOnlySpan<float> rest, int length)
    {
        if (_resampler is null)
        {
            rest[..length].CopyTo(_sound);
            rest = rest[length..];
            _held = length;
            return;
        }

        while (_held < length && !rest.IsEmpty)
        {
            var block = rest[..Math.Min(InputBlock, rest.Length)];
            _held += _resampler.Process(block, _sound.AsSpan(_held));
            rest = rest[block.Length..];
        }

        if (_held < length)
            _held += _resampler.Flush(_sound.AsSpan(_held));
    }
}
