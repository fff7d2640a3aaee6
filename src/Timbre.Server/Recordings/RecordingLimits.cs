namespace Timbre.Server.Recordings;

/// <summary>Bounds on the recordings of a voice.</summary>
internal sealed record RecordingLimits
{
    public long MaxUploadBytes { get; init; } = 100L << 20;
    public double MinRecordingSeconds { get; init; } = 1;
    public double MaxRecordingSeconds { get; init; } = 60;
    public int MaxRecordingsPerVoice { get; init; } = 10_000;
}
