using Timbre.Server.Http.Links;
using Timbre.Server.Recordings.Findings;

namespace Timbre.Server.Recordings;

/// <summary>A recording on the wire. What nobody has measured yet is null, never a number: the analysis follows the upload.</summary>
/// <param name="Uuid">The recording, in every path that means it.</param>
/// <param name="Name">Name of the recording, unique in its voice.</param>
/// <param name="Text">What is said in it, where the caller wrote it down.</param>
/// <param name="Transcript">What is said in it: the caller's text, or what was recognised where there is none or it is not what is
/// heard.</param>
/// <param name="TranscriptSource">`given` or `recognised`; null where there is no transcript.</param>
/// <param name="TranscriptConfidence">How sure of the transcript, 0 to 1; null before it is compared with the sound.</param>
/// <param name="Emotion">How it is said.</param>
/// <param name="IsActive">Whether builds learn from it: what the caller said last, otherwise whether no finding says `fix`.</param>
/// <param name="Fill">Kept for the SDKs that send it.</param>
/// <param name="AudioSrc">A link to the sound as it was sent, for an hour from now and without a key.</param>
/// <param name="IsSilent">Whether it is silent.</param>
/// <param name="IsOutlier">Whether somebody else speaks than in most of the voice's recordings; it is not learnt from then.</param>
/// <param name="Duration">Its length in seconds.</param>
/// <param name="Source">`upload` or `dataset`.</param>
/// <param name="StoiScore">How intelligible it is (STOI, 0 to 1).</param>
/// <param name="PesqScore">How good it sounds (PESQ, 1 to 4.5).</param>
/// <param name="SiDrScore">How far its speech stands above its noise (SI-SDR, dB).</param>
/// <param name="ResembleSampleScore">How well it serves for cloning, 0 to 1.</param>
/// <param name="Metrics">Other measures; null where nobody has measured.</param>
/// <param name="Findings">What is wrong with it, the gravest first.</param>
/// <param name="AnalysedAt">When it was analysed last; null before.</param>
/// <param name="CreatedAt">When it came.</param>
/// <param name="UpdatedAt">When it was changed last.</param>
public sealed record RecordingView(
    string Uuid,
    string Name,
    string? Text,
    string? Transcript,
    string? TranscriptSource,
    double? TranscriptConfidence,
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
    IReadOnlyList<FindingView> Findings,
    DateTimeOffset? AnalysedAt,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt)
{
    /// <summary>Measures of a recording; null where nobody has measured.</summary>
    /// <param name="SignalToNoiseRatio">How far its speech stands above its noise, in dB.</param>
    /// <param name="LoudnessGrade">`A` (as loud as it should be) to `F`.</param>
    /// <param name="ResembleSampleScore">How well it serves for cloning, 0 to 1.</param>
    public sealed record Measures(double? SignalToNoiseRatio, string? LoudnessGrade, double? ResembleSampleScore);
}

/// <summary>Makes views, with links to the sound that hold for a while, and with what was found.</summary>
internal sealed class RecordingViews(SignedLinks links, FindingTable findingTable)
{
    public async Task<RecordingView> Of(HttpRequest request, Recording recording, CancellationToken ct) =>
        (await Of(request, [recording], ct))[0];

    public async Task<IReadOnlyList<RecordingView>> Of(HttpRequest request, IReadOnlyList<Recording> recordings, CancellationToken ct)
    {
        var findings = await findingTable.Of(
            [.. recordings.Where(recording => recording.MeasuredBy is not null).Select(recording => recording.Id)], ct);
        return Of(request, recordings, findings);
    }

    /// <summary>The same with findings that were read already.</summary>
    public IReadOnlyList<RecordingView> Of(HttpRequest request, IReadOnlyList<Recording> recordings, IEnumerable<FindingRow> findings) =>
        Of(request, recordings, findings.ToLookup(finding => finding.RecordingId));

    private List<RecordingView> Of(HttpRequest request, IReadOnlyList<Recording> recordings, ILookup<string, FindingRow> findings) =>
        [.. recordings.Select(recording => Of(request, recording, findings[recording.Id]))];

    private RecordingView Of(HttpRequest request, Recording recording, IEnumerable<FindingRow> findings) => new(
        recording.Id, recording.Name, recording.Text,
        recording.SpokenText,
        recording.TranscriptRecognised is { } recognised ? recognised ? "recognised" : "given" : recording.Text is null ? null : "given",
        recording.TranscriptConfidence,
        recording.Emotion, recording.IsActive, recording.Fill,
        links.To(request, RecordingAudio.AddressOf(recording)),
        recording.IsSilent, recording.IsOutlier, Math.Round(recording.Seconds, 3), recording.Source,
        recording.StoiScore, recording.PesqScore, recording.SiDrScore, recording.ResembleSampleScore,
        new RecordingView.Measures(recording.SignalToNoiseRatio, recording.LoudnessGrade, recording.ResembleSampleScore),
        [.. findings.Select(FindingView.Of)], recording.AnalysedAt, recording.CreatedAt, recording.UpdatedAt);
}
