using Timbre.Models.Analysis.Rules;
using Timbre.Models.SpeakerEncoder;

namespace Timbre.Models.Analysis;

/// <summary>Findings on the outliers of a dataset: recordings of other speakers.</summary>
public static class OutlierFindings
{
    private static readonly Rule Outlier = new(FindingCodes.Outlier, "nat", "Leave it out, or make this speaker a voice of their own.");

    /// <summary>The outliers' findings by name; nothing of an embedding is in them.</summary>
    /// <param name="comparer">Compares the embeddings.</param>
    /// <param name="recordings">All that are candidates, by a name of their own, with their length in seconds.</param>
    /// <param name="bounds">What counts as an outlier.</param>
    public static IReadOnlyDictionary<string, Finding> Of(
        SpeakerComparer comparer, IReadOnlyList<(string Name, SpeakerEmbedding Embedding, double Seconds)> recordings,
        AnalysisBounds bounds)
    {
        ArgumentNullException.ThrowIfNull(recordings);
        ArgumentNullException.ThrowIfNull(bounds);
        if (recordings.Count < DatasetSpeaker.MinRecordings)
            return new Dictionary<string, Finding>();
        var lengths = recordings.ToDictionary(recording => recording.Name, recording => recording.Seconds);
        var speaker = DatasetSpeaker.Of(
            comparer, [.. recordings.Select(recording => (recording.Name, recording.Embedding))], bounds.OutlierFixNats,
            bounds.OutlierOddNats);
        return speaker.Outliers.ToDictionary(one => one.Name, one => Outlier.At(
            Severity.Fix, one.Match.LogLikelihoodRatio, speaker.Threshold,
            "Somebody else speaks here than in most of the other recordings.", new(0, lengths[one.Name])));
    }
}
