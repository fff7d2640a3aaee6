using System.Text.Json;
using System.Text.Json.Serialization;
using Timbre.Server.Plumbing;
using Timbre.Server.Recordings;

namespace Timbre.Server.Webhooks;

/// <summary>What a voice's callback carries, key by key as the API's page shows it.</summary>
internal sealed record CallbackBody(bool Ok, string Id, string Status, string? Issue, IReadOnlyList<CallbackBody.Entry> Recordings)
{
    /// <summary>A recording at fault. Scores that nobody has measured are null.</summary>
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
            recording.Id, recording.Name, recording.Text, recording.StoiScore, recording.PesqScore, recording.SiDrScore, recording.ResembleSampleScore,
            recording.IsActive, recording.IsOutlier, recording.IsSilent);
    }

    public string Json() => JsonSerializer.Serialize(this, Wire.Options);
}
