namespace Timbre.Models.SpeakerEncoder;

/// <summary>The main speaker of a dataset, and its outliers: the recordings of other speakers.</summary>
/// <param name="Profile">The main speaker's, from the recordings that are.</param>
/// <param name="Recordings">Each recording's match with the main speaker as the others make it, in the order they came in.</param>
/// <param name="Threshold">The log-likelihood ratio below which a recording of this dataset is an outlier.</param>
public sealed record DatasetSpeaker(SpeakerEmbedding Profile, IReadOnlyList<DatasetSpeaker.Recording> Recordings, double Threshold)
{
    /// <summary>The log-likelihood ratio below which a recording is an outlier in every dataset.</summary>
    public const double CertainOutlier = 0;

    /// <summary>The one above which it is in none; between the two it is where the others are much nearer to one another.</summary>
    public const double PossibleOutlier = 2;

    /// <summary>From this share of outliers on, it is not one speaker's dataset.</summary>
    public const double MaxOutlierShare = 0.4;

    /// <summary>Minimum number of recordings for outlier detection.</summary>
    public const int MinRecordings = 3;

    /// <summary>The most recordings that are compared each with each to find the main speaker; of more an even sample is.</summary>
    private const int MaxCompared = 400;

    private const int Rounds = 5;

    /// <summary>
    /// So many deviations below the median of those inside a recording is odd, the deviation being at least that of speech itself.
    /// </summary>
    private const double Deviations = 2.5, MinDeviation = 0.5;

    /// <summary>The deviation of a normal distribution by the median of its distances from the middle.</summary>
    private const double DeviationOfMedian = 1.4826;

    /// <summary>The outliers, in the order they came in.</summary>
    public IEnumerable<Recording> Outliers => Recordings.Where(recording => recording.IsOutlier);

    /// <summary>True if there are too many outliers for a main speaker.</summary>
    public bool HasTooManyOutliers => Outliers.Count() > MaxOutlierShare * Recordings.Count;

    /// <summary>
    /// Finds the main speaker: begins with the recording whose nearest half of all lies nearest, and that half; then takes in what fits,
    /// and leaves out what does not.
    /// </summary>
    /// <remarks>The order of the recordings does not matter. Of fewer than <see cref="MinRecordings"/> none is an outlier.</remarks>
    /// <param name="comparer">Compares the embeddings.</param>
    /// <param name="recordings">At least one; a name is a recording's own.</param>
    /// <param name="certain">The log-likelihood ratio below which a recording is an outlier in every dataset.</param>
    /// <param name="odd">The one above which it is in none.</param>
    public static DatasetSpeaker Of(
        SpeakerComparer comparer, IReadOnlyList<(string Name, SpeakerEmbedding Embedding)> recordings, double certain = CertainOutlier,
        double odd = PossibleOutlier)
    {
        ArgumentNullException.ThrowIfNull(comparer);
        ArgumentNullException.ThrowIfNull(recordings);
        ArgumentOutOfRangeException.ThrowIfZero(recordings.Count, nameof(recordings));
        var all = recordings.OrderBy(recording => recording.Name, StringComparer.Ordinal).Select(recording => recording.Embedding).ToList();
        var inside = InitialInliers(all);
        for (var round = 0; round < Rounds; round++)
        {
            var next = FindInliers(comparer, all, inside, certain, odd);
            if (next.Count == 0 || next.SetEquals(inside))
                break;
            inside = next;
        }

        var sum = EmbeddingSum.Of(all.Where(inside.Contains)); // in an order that does not change
        var matches = recordings.Select(one =>
            (one.Name, Match: Compare(comparer, one.Embedding, inside, sum), IsInside: inside.Contains(one.Embedding)))
            .ToList();
        var threshold = ThresholdOf(matches.Where(one => one.IsInside).Select(one => one.Match.LogLikelihoodRatio), certain, odd);
        return new DatasetSpeaker(
            sum.Profile(),
            [.. matches.Select(one =>
                new Recording(one.Name, one.Match, all.Count >= MinRecordings && one.Match.LogLikelihoodRatio < threshold))],
            threshold);
    }

    private static HashSet<SpeakerEmbedding> FindInliers(
        SpeakerComparer comparer, List<SpeakerEmbedding> all, HashSet<SpeakerEmbedding> inside, double certain, double odd)
    {
        var sum = EmbeddingSum.Of(all.Where(inside.Contains));
        var ratios = all.Select(one => (One: one, Compare(comparer, one, inside, sum).LogLikelihoodRatio)).ToList();
        var threshold = ThresholdOf(ratios.Where(one => inside.Contains(one.One)).Select(one => one.LogLikelihoodRatio), certain, odd);
        return [.. ratios.Where(one => one.LogLikelihoodRatio >= threshold).Select(one => one.One)];
    }

    /// <summary>median - 2.5 · deviation below the median, over the inliers, clamped to [certain, odd].</summary>
    private static double ThresholdOf(IEnumerable<double> inside, double certain, double odd)
    {
        var ratios = inside.Order().ToList();
        var median = Median(ratios);
        var below = ratios.Where(ratio => ratio < median).Select(ratio => median - ratio).Order().ToList();
        var deviation = below.Count == 0 ? MinDeviation : Math.Max(MinDeviation, DeviationOfMedian * Median(below));
        return Math.Max(certain, Math.Min(odd, median - (Deviations * deviation)));
    }

    private static double Median(List<double> sorted) => (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;

    /// <summary>Compares a recording with the profile of the others, from which it is left out.</summary>
    private static SpeakerMatch Compare(
        SpeakerComparer comparer, SpeakerEmbedding one, HashSet<SpeakerEmbedding> inside, EmbeddingSum sum) =>
        comparer.CompareWithProfile(one, inside.Count > 1 && inside.Contains(one) ? sum.Without(one) : sum.Profile());

    private static HashSet<SpeakerEmbedding> InitialInliers(List<SpeakerEmbedding> all)
    {
        var step = (all.Count + MaxCompared - 1) / MaxCompared;
        var some = all.Where((_, i) => i % step == 0).ToList();
        var half = (some.Count + 1) / 2;
        var middle = some.MaxBy(one => some.Select(other => SpeakerComparer.Cosine(one, other)).Order().TakeLast(half).Sum())!;
        return [.. some.OrderByDescending(other => SpeakerComparer.Cosine(middle, other)).Take(half)];
    }

    /// <summary>Result for one recording.</summary>
    /// <param name="Name">Its own.</param>
    /// <param name="Match">With the main speaker.</param>
    /// <param name="IsOutlier">True for a recording of another speaker.</param>
    public sealed record Recording(string Name, SpeakerMatch Match, bool IsOutlier);
}
