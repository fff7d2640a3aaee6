namespace Timbre.Server.Jobs;

/// <summary>A promise to do slow work: written with the row that makes it necessary, deleted with the row that tells its result.</summary>
public sealed class Intent
{
    public const string Waiting = "waiting";
    public const string Scheduled = "scheduled";

    /// <summary>Random, and all that the job tables ever know.</summary>
    public required string Id { get; init; }
    public required string Kind { get; init; }

    /// <summary>The voice whose work it is; null for the callbacks of a clip or a batch.</summary>
    public string? VoiceId { get; init; }
    public string? ClipId { get; init; }
    public string? BatchId { get; init; }

    /// <summary>Which build of its subject it belongs to; a handler drops the intent of an older one.</summary>
    public required int Build { get; init; }
    public required string State { get; init; }

    /// <summary>How many times it has failed by an exception.</summary>
    public required int Attempts { get; init; }
    public required DateTimeOffset DueAt { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }

    public Subject Subject =>
        ClipId is not null ? Subject.Clip(ClipId) : BatchId is not null ? Subject.Batch(BatchId) : Subject.Voice(VoiceId!);
}
