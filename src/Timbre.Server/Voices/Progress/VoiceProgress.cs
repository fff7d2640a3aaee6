using System.Text.Json.Serialization;
using Timbre.Server.Jobs;

namespace Timbre.Server.Voices.Progress;

/// <summary>How far a voice is, as the event stream tells it: the `data` of each event.</summary>
/// <param name="Status">The voice's status, or `deleted`.</param>
/// <param name="Stage">What is being done or waited for within the status.</param>
/// <param name="Fraction">How much of the stage is done, 0 to 1.</param>
/// <param name="SecondsLeft">About how long the stage will still take; null when that is not known.</param>
/// <param name="QueuePlace">How many are before it, and itself; null when it does not wait in line.</param>
/// <param name="Curve">How a professional training goes; null for rapid voices, and until there is something to show.</param>
internal sealed record VoiceProgress(
    string Status, string Stage, double Fraction, double? SecondsLeft, int? QueuePlace, TrainingCurve? Curve)
{
    /// <summary>Told when the voice has been deleted while somebody was following it.</summary>
    public static VoiceProgress Deleted { get; } = new("deleted", Voices.Stage.Stopped, 0, null, null, null);

    /// <summary>No work is under way and none will start by itself.</summary>
    [JsonIgnore]
    public bool IsEnd =>
        Status is VoiceStatus.Finished or VoiceStatus.Failed or VoiceStatus.DatasetIssue or VoiceStatus.ConsentFailed
        && Stage is Voices.Stage.Done or Voices.Stage.Stopped;

    public static async Task<VoiceProgress> Of(Voice voice, JobTable jobs, CancellationToken ct) => new(
        voice.Status, voice.Stage, Math.Round(voice.Fraction, 3), voice.SecondsLeft is { } seconds ? Math.Round(seconds, 1) : null,
        voice.Stage == Voices.Stage.Queued ? await jobs.QueuePosition<RunBuild>(voice.Id, ct, RunBuild.QueueOf(BuildStep.Train)) : null,
        TrainingCurve.Of(voice.Curve));
}
