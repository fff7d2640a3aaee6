using Timbre.Server.Plumbing.Links;

namespace Timbre.Server.Recordings;

/// <summary>A recording on the wire. What nobody has measured is null, never a number.</summary>
public sealed record RecordingView(
    string Uuid,
    string Name,
    string? Text,
    string? Emotion,
    bool IsActive,
    bool Fill,
    string AudioSrc,
    bool IsSilent,
    bool IsOutlier,
    double Duration,
    string Source,
    double? StoiScore,
    double? PesqScore,
    double? SiDrScore,
    double? ResembleSampleScore,
    RecordingView.Measures Metrics,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt)
{
    public sealed record Measures(double? SignalToNoiseRatio, string? LoudnessGrade, double? ResembleSampleScore);
}

/// <summary>Makes views, with links to the sound that hold for a while.</summary>
internal sealed class RecordingViews(SignedLinks links)
{
    public RecordingView Of(HttpRequest request, Recording recording) => new(
        recording.Id, recording.Name, recording.Text, recording.Emotion, recording.IsActive, recording.Fill,
        links.To(request, RecordingAudio.PathOf(recording)),
        recording.IsSilent, recording.IsOutlier, Math.Round(recording.Seconds, 3), recording.Source,
        recording.StoiScore, recording.PesqScore, recording.SiDrScore, recording.ResembleSampleScore,
        new RecordingView.Measures(null, null, recording.ResembleSampleScore), recording.CreatedAt, recording.UpdatedAt);
}
