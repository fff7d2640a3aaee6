using Timbre.Models.Nn;
using Timbre.Models.SpeakerEncoder.Network;

namespace Timbre.Models.SpeakerEncoder;

/// <summary>
/// Says whether two embeddings are of one speaker: their cosine, measured against those that either has with the speakers of training
/// (AS-norm), and calibrated.
/// </summary>
/// <remarks>
/// (s - m) / d, m and d mean and deviation of the 60 greatest cosines with the speakers of training, averaged over both sides; then a line
/// to the log-likelihood ratio. Safe to use from many threads.
/// </remarks>
public sealed class SpeakerComparer
{
    /// <summary>Default threshold on the log-likelihood ratio: from this value on, two sounds are of one speaker.</summary>
    public const double DefaultThreshold = 1;

    private const int Top = 60;

    private readonly EncoderWeights _weights;

    /// <summary>Compares the embeddings of one encoder.</summary>
    public SpeakerComparer(Encoder encoder)
    {
        ArgumentNullException.ThrowIfNull(encoder);
        _weights = encoder.Weights;
    }

    internal SpeakerComparer(EncoderWeights weights) => _weights = weights;

    /// <summary>Compares two; the order does not matter.</summary>
    /// <param name="a">One sound's.</param>
    /// <param name="b">The other's.</param>
    /// <param name="threshold">The log-likelihood ratio from which on they are the same.</param>
    public SpeakerMatch Compare(SpeakerEmbedding a, SpeakerEmbedding b, double threshold = DefaultThreshold)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        return Match(Cosine(a, b), Of(a), Of(b), _weights.Pair, threshold);
    }

    /// <summary>Holds a recording against a profile, the mean of several others: a longer look, and so calibrated by itself.</summary>
    /// <param name="recording">One recording's.</param>
    /// <param name="profile">A speaker's.</param>
    /// <param name="threshold">The log-likelihood ratio from which on they are the same.</param>
    public SpeakerMatch CompareWithProfile(SpeakerEmbedding recording, SpeakerEmbedding profile, double threshold = DefaultThreshold)
    {
        ArgumentNullException.ThrowIfNull(recording);
        ArgumentNullException.ThrowIfNull(profile);
        return Match(Cosine(recording, profile), Of(recording), Of(profile), _weights.Profile, threshold);
    }

    internal static double Cosine(SpeakerEmbedding a, SpeakerEmbedding b) => Math.Clamp(VectorMath.Dot(a.Values, b.Values), -1, 1);

    private static SpeakerMatch Match(double cosine, CohortStatistics a, CohortStatistics b, Calibration line, double threshold)
    {
        var ratio = line.Of(0.5 * (((cosine - a.Mean) / a.Deviation) + ((cosine - b.Mean) / b.Deviation)));
        return new SpeakerMatch(cosine, ratio, ratio >= threshold);
    }

    /// <summary>Mean and deviation of the greatest cosines with the cohort.</summary>
    private CohortStatistics Of(SpeakerEmbedding one)
    {
        var speakers = _weights.Cohort.Shape[0];
        Span<float> cosines = speakers <= 1024 ? stackalloc float[speakers] : new float[speakers];
        for (var i = 0; i < speakers; i++)
            cosines[i] = VectorMath.Dot(_weights.Cohort.Values.AsSpan(i * SpeakerEmbedding.Count, SpeakerEmbedding.Count), one.Values);
        cosines.Sort();
        var top = cosines[Math.Max(0, speakers - Top)..];
        double sum = 0, squares = 0;
        foreach (var cosine in top)
            sum += cosine;
        var mean = sum / top.Length;
        foreach (var cosine in top)
            squares += (cosine - mean) * (cosine - mean);
        return new CohortStatistics(mean, Math.Max(1e-3, Math.Sqrt(squares / top.Length)));
    }

    private readonly record struct CohortStatistics(double Mean, double Deviation);
}
