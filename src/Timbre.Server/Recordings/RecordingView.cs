using Timbre.Server.Plumbing.Links;

namespace Timbre.Server.Recordings;

/// <summary>A recording on the wire. What nobody has measured is null, never a number.</summary>
/// <param name="Uuid">The recording, in every path that means it.</param>
/// <param name="Name">Name of the recording, unique in its voice.</param>
/// <param name="Text">What is said in it, where somebody wrote it down.</param>
/// <param name="Emotion">How it is said.</param>
/// <param name="IsActive">Whether builds learn from it.</param>
/// <param name="Fill">Kept for the SDKs that send it.</param>
/// <param name="AudioSrc">A link to the sound as it was sent, for an hour from now and without a key.</param>
/// <param name="IsSilent">Whether it is silent.</param>
/// <param name="IsOutlier">Whether it does not fit the voice's others; false until something can judge that.</param>
/// <param name="Duration">Its length in seconds.</param>
/// <param name="Source">`upload` or `dataset`.</param>
/// <param name="StoiScore">How intelligible it is (STOI, 0 to 1).</param>
/// <param name="PesqScore">How good it sounds (PESQ, 1 to 4.5).</param>
/// <param name="SiDrScore">How far its speech stands above its noise (SI-SDR, dB).</param>
/// <param name="ResembleSampleScore">How well it serves for cloning.</param>
/// <param name="Metrics">Other measures; null where nobody has measured.</param>
/// <param name="CreatedAt">When it came.</param>
/// <param name="UpdatedAt">When it was changed last.</param>
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
    /// <summary>Measures of a recording; null where nobody has measured.</summary>
    /// <param name="SignalToNoiseRatio">How far its speech stands above its noise, in dB.</param>
    /// <param name="LoudnessGrade">`A` for the best.</param>
    /// <param name="ResembleSampleScore">How well it serves for cloning.</param>
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
