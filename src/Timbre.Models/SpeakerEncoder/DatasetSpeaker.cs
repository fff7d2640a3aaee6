namespace Timbre.Models.SpeakerEncoder;

/// <summary>Who most of a dataset's recordings are of, and which are not of that speaker.</summary>
/// <param name="Profile">The main speaker's, from the recordings that are.</param>
/// <param name="Recordings">Each recording's match with the main speaker as the others make it, in the order they came in.</param>
public sealed record DatasetSpeaker(SpeakerEmbedding Profile, IReadOnlyList<DatasetSpeaker.Recording> Recordings)
{
    /// <summary>The log-likelihood ratio below which a recording is an outlier, where nobody set another.</summary>
    public const double DefaultThreshold = 0;

    /// <summary>From this share of outliers on, it is not one speaker's dataset.</summary>
    public const double MostOutliersShare = 0.4;

    /// <summary>The most recordings that are compared each with each to find the main speaker; of more an even sample is.</summary>
    private const int MostCompared = 400;

    private const int Rounds = 5;

    /// <summary>The outliers, in the order they came in.</summary>
    public IEnumerable<Recording> Outliers => Recordings.Where(recording => recording.IsOutlier);

    /// <summary>Whether the outliers are so many that it cannot be said whose dataset it is.</summary>
    public bool TooMany => Outliers.Count() > MostOutliersShare * Recordings.Count;

    /// <summary>Finds the main speaker: begins with the recording whose nearest half of all lies nearest, and that half; then takes in what fits, and leaves out what does not.</summary>
    /// <remarks>The order of the recordings does not matter. Of one recording alone nothing can be said but that it is the speaker's.</remarks>
    /// <param name="recordings">At least one; a name is a recording's own.</param>
    /// <param name="threshold">The log-likelihood ratio below which a recording is an outlier.</param>
    public static DatasetSpeaker Of(IReadOnlyList<(string Name, SpeakerEmbedding Embedding)> recordings, double threshold = DefaultThreshold)
    {
        ArgumentNullException.ThrowIfNull(recordings);
        ArgumentOutOfRangeException.ThrowIfZero(recordings.Count, nameof(recordings));
        var all = recordings.OrderBy(recording => recording.Name, StringComparer.Ordinal).Select(recording => recording.Embedding).ToList();
        var inside = Nearest(all);
        for (var round = 0; round < Rounds; round++)
        {
            var sum = SpeakerSum.Of(inside);
            var next = all.Where(one => Judge(one, inside, sum, threshold).Same).ToHashSet();
            if (next.Count == 0 || next.SetEquals(inside))
                break;
            inside = next;
        }

        var whole = SpeakerSum.Of(all.Where(inside.Contains)); // in an order that does not change
        return new DatasetSpeaker(whole.Profile(), [.. recordings.Select(one => Told(one.Name, one.Embedding))]);

        Recording Told(string name, SpeakerEmbedding embedding)
        {
            var match = Judge(embedding, inside, whole, threshold);
            return new Recording(name, match, !match.Same);
        }
    }

    /// <summary>Against the others: held against itself, anything fits.</summary>
    private static SpeakerMatch Judge(SpeakerEmbedding one, HashSet<SpeakerEmbedding> inside, SpeakerSum sum, double threshold) =>
        SpeakerComparer.Default.CompareWithProfile(one, inside.Count > 1 && inside.Contains(one) ? sum.Without(one) : sum.Profile(), threshold);

    private static HashSet<SpeakerEmbedding> Nearest(List<SpeakerEmbedding> all)
    {
        var step = (all.Count + MostCompared - 1) / MostCompared;
        var some = all.Where((_, i) => i % step == 0).ToList();
        var half = (some.Count + 1) / 2;
        var middle = some.MaxBy(one => some.Select(other => SpeakerComparer.Cosine(one, other)).Order().TakeLast(half).Sum())!;
        return [.. some.OrderByDescending(other => SpeakerComparer.Cosine(middle, other)).Take(half)];
    }

    /// <summary>What is said of one recording.</summary>
    /// <param name="Name">Its own.</param>
    /// <param name="Match">With the main speaker.</param>
    /// <param name="IsOutlier">Whether it is somebody else's.</param>
    public sealed record Recording(string Name, SpeakerMatch Match, bool IsOutlier);
}
