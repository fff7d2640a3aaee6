using System.Text.Json;
using System.Text.Json.Serialization;
using Timbre.Server.Http;
using Timbre.Server.Recordings;

namespace Timbre.Server.Webhooks;

/// <summary>How a build of a voice ended.</summary>
/// <remarks>Key by key as the API's page shows it.</remarks>
/// <param name="Ok">true when the status is `finished`.</param>
/// <param name="Id">The uuid of the voice.</param>
/// <param name="Status">`finished`, `failed`, `dataset_issue` or `consent_validation_failed`.</param>
/// <param name="Issue">What is wrong, and what to do about it; null when nothing is.</param>
/// <param name="Recordings">The recordings to look at, when the data cannot make a voice.</param>
internal sealed record CallbackBody(bool Ok, string Id, string Status, string? Issue, IReadOnlyList<CallbackBody.Entry> Recordings)
{
    private const string ExampleIssue =
        "A rapid voice needs 3 active recordings or 10.0 s of sound; it has 0 recordings and 0.0 s in all: "
        + "send 3 more recordings, or 10.0 s more of sound. Left out: 1 recording (noisy).";

    /// <summary>For the documentation: what each end looks like.</summary>
    public static readonly (string Name, string Json)[] Examples =
    [
        ("finished", """{"ok":true,"id":"5f0c9f6f1c2a4c4c8d2f1f0b6a3e7d21","status":"finished","issue":null,"recordings":[]}"""),
        ("dataset_issue", $$"""
            {"ok":false,"id":"5f0c9f6f1c2a4c4c8d2f1f0b6a3e7d21","status":"dataset_issue","issue":"{{ExampleIssue}}",
             "recordings":[{"uuid":"0197c1d4a1b27c3e9f10a2b3c4d5e6f7","name":"first","transcript":"What is said in it.",
             "stoi_score":0.71,"pesq_score":1.28,"si_dr_score":-2.4,"resemble_sample_score":0.12,
             "is_active":false,"is_outlier":false,"is_silent":false}]}
            """),
        ("consent_validation_failed", """
            {"ok":false,"id":"5f0c9f6f1c2a4c4c8d2f1f0b6a3e7d21","status":"consent_validation_failed",
             "issue":"The consent was not accepted: it is silent.","recordings":[]}
            """),
        ("failed", """
            {"ok":false,"id":"5f0c9f6f1c2a4c4c8d2f1f0b6a3e7d21","status":"failed",
             "issue":"Something went wrong here, and it is not your fault.","recordings":[]}
            """),
    ];

    /// <summary>
    /// A recording at fault. Scores are null where there is nothing to judge: it is silent, or shorter than half a second.
    /// </summary>
    /// <param name="Uuid">The recording.</param>
    /// <param name="Name">Its name.</param>
    /// <param name="Transcript">What is said in it: the caller's text, or what was recognised.</param>
    /// <param name="StoiScore">How intelligible it is (STOI, 0 to 1).</param>
    /// <param name="PesqScore">How good it sounds (PESQ, 1 to 4.5).</param>
    /// <param name="SiDrScore">How far its speech stands above its noise (SI-SDR, dB).</param>
    /// <param name="ResembleSampleScore">How well it serves for cloning, 0 to 1.</param>
    /// <param name="IsActive">Whether the next build learns from it.</param>
    /// <param name="IsOutlier">Whether somebody else speaks than in most of the voice's recordings.</param>
    /// <param name="IsSilent">Whether it is silent.</param>
    internal sealed record Entry(
        string Uuid,
        string Name,
        string? Transcript,
        double? StoiScore,
        double? PesqScore,
        [property: JsonPropertyName("si_dr_score")] double? SiDrScore,
        double? ResembleSampleScore,
        bool IsActive,
        bool IsOutlier,
        bool IsSilent)
    {
        public static Entry Of(Recording recording) => new(
            recording.Id, recording.Name, recording.SpokenText, recording.StoiScore, recording.PesqScore, recording.SiDrScore,
            recording.ResembleSampleScore,
            recording.IsActive, recording.IsOutlier, recording.IsSilent);
    }

    public string Json() => JsonSerializer.Serialize(this, Wire.Options);
}
