using Timbre.Audio;
using Timbre.Audio.Measures;
using Timbre.Models.Nn;
using Timbre.Models.Nn.WeightFiles;

namespace Timbre.Models.QualityEstimator;

/// <summary>Quality estimator: STOI, PESQ and SI-SDR of a recording without its clean reference.</summary>
/// <remarks>
/// May be used by many threads at once; each takes about 20 MiB while it works; as many of them are kept as there are processors.
/// </remarks>
public sealed class Estimator
{
    /// <summary>Minimum length of a recording, in seconds; a shorter one has no scores.</summary>
    public const double MinSeconds = 0.5;

    /// <summary>Maximum length of a chunk, in seconds; a longer recording is cut.</summary>
    public const double MaxChunkSeconds = 10;

    /// <summary>Maximum length of the chunks of a longer recording, in seconds: the network was trained on 3 to 6 s.</summary>
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

    /// <summary>Reads the weights that this assembly brings: once, by the composition root of the application.</summary>
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
