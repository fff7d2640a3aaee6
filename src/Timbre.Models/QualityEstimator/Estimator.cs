using Timbre.Audio;
using Timbre.Audio.Measures;
using Timbre.Models.Nn;
using Timbre.Models.Nn.WeightFiles;

namespace Timbre.Models.QualityEstimator;

/// <summary>What comparing a recording with its clean original would give (STOI, PESQ, SI-SDR), from the recording alone.</summary>
/// <remarks>
/// May be used by many threads at once; each takes about 20 MiB while it works; as many of them are kept as there are processors.
/// </remarks>
public sealed class Estimator
{
    /// <summary>What is shorter is not judged, in seconds.</summary>
    public const double MinSeconds = 0.5;

    /// <summary>What is longer is judged in pieces, in seconds.</summary>
    public const double MaxChunkSeconds = 10;

    /// <summary>The pieces of a longer recording have this length at the most, in seconds: the network learnt from 3 to 6.</summary>
    private const double ChunkSeconds = 8;

    private const int MinRateHz = 4_000, MaxRateHz = 384_000;

    private readonly ScratchPool<ChunkEstimator> _scratch;
    private readonly EstimatorWeights _weights;

    internal Estimator(EstimatorWeights weights)
    {
        _weights = weights;
        _scratch = new ScratchPool<ChunkEstimator>(() => new ChunkEstimator(weights, (int)(MaxChunkSeconds * weights.Config.RateHz)));
    }

    /// <summary>Steps of training that its weights have seen.</summary>
    public int Steps => _weights.Config.Steps;

    /// <summary>Reads the weights that this assembly brings: once, by whoever composes the application.</summary>
    public static Estimator Load() => new(WeightFile.ReadEmbedded<EstimatorConfig, EstimatorWeights>());

    /// <summary>
    /// The scores of a recording; null where it is silent, shorter than <see cref="MinSeconds"/> or holds samples that are no numbers.
    /// </summary>
    /// <remarks>
    /// A recording over <see cref="MaxChunkSeconds"/> is cut into equal pieces, which are judged one by one and put together as the
    /// measures themselves do it; see <see cref="ChunkScoreAggregator"/>. Memory does not grow with the recording.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">The rate is outside 4 to 384 kHz.</exception>
    public EstimatedScores? Estimate(AudioClip clip, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(clip);
        ArgumentOutOfRangeException.ThrowIfLessThan(clip.RateHz, MinRateHz, nameof(clip));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(clip.RateHz, MaxRateHz, nameof(clip));
        if (clip.Seconds < MinSeconds || clip.Samples.AsSpan().ContainsAnyExceptInRange(float.MinValue, float.MaxValue)
            || Silence.IsSilent(clip))
            return null;

        return _scratch.Use(estimator => estimator.Estimate(clip, (int)(ChunkSeconds * _weights.Config.RateHz), ct));
    }
}
