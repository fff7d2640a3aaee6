using Timbre.Server.Recordings;

namespace Timbre.Server.Analysis.Data;

/// <summary>What there is to train a voice on.</summary>
/// <param name="Seconds">Sound of active recordings; a dataset counts with its pauses, as its owner counts it.</param>
/// <param name="Uploads">Active recordings that were uploaded one by one.</param>
/// <param name="SpeechSeconds">Detected speech within.</param>
internal sealed record DataAmount(double Seconds, int Uploads, double SpeechSeconds);

/// <summary>What training takes of a voice's recordings.</summary>
internal static class TrainingData
{
    /// <summary>How much there is of it.</summary>
    public static DataAmount Count(IReadOnlyList<Recording> all, double datasetSeconds)
    {
        var active = all.Where(Usable).ToList();
        var uploads = active.Where(recording => recording.Source == Recording.Uploaded).ToList();
        var leftOut = all.Where(recording => recording.Source == Recording.FromDataset && !Usable(recording))
            .Sum(recording => recording.Seconds);
        return new DataAmount(
            uploads.Sum(recording => recording.Seconds) + Math.Max(0, datasetSeconds - leftOut),
            uploads.Count,
            active.Sum(recording => recording.SpeechSeconds));
    }

    /// <summary>Whether training takes the recording.</summary>
    public static bool Usable(Recording recording) => recording is { IsActive: true, IsSilent: false, IsOutlier: false };
}
