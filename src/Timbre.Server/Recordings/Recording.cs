namespace Timbre.Server.Recordings;

/// <summary>A row of recordings.</summary>
public sealed record Recording
{
    public const string Uploaded = "upload";
    public const string FromDataset = "dataset";

    public required string Id { get; init; }
    public required string VoiceId { get; init; }

    /// <summary>Unique in its voice.</summary>
    public required string Name { get; init; }

    /// <summary>What is said, or null when nobody wrote it down.</summary>
    public string? Text { get; init; }
    public string? Emotion { get; init; }
    public required bool IsActive { get; init; }
    public required bool Fill { get; init; }

    /// <summary><see cref="Uploaded"/> or <see cref="FromDataset"/>.</summary>
    public required string Source { get; init; }

    /// <summary>The file as it was sent.</summary>
    public required string OriginalBlob { get; init; }
    public required string OriginalType { get; init; }

    /// <summary>A mono WAV at the native rate, at most 48 kHz.</summary>
    public required string WorkBlob { get; init; }

    /// <summary>Of the original, lower-case hex.</summary>
    public required string Sha256 { get; init; }
    public required int RateHz { get; init; }
    public required double Seconds { get; init; }
    public required double SpeechSeconds { get; init; }
    public required bool IsSilent { get; init; }

    /// <summary>
    /// Somebody else speaks than in most of the voice's recordings; only <see cref="Timbre.Server.Analysis.Comparison.SpeakerCheck"/> says
    /// so.
    /// </summary>
    public required bool IsOutlier { get; init; }

    /// <summary>Null until the analysis has measured it; nothing else may write the four scores.</summary>
    public double? StoiScore { get; init; }
    public double? PesqScore { get; init; }
    public double? SiDrScore { get; init; }
    public double? ResembleSampleScore { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>The caller's own word on <see cref="IsActive"/>; null where the analysis decides.</summary>
    public bool? ActiveGiven { get; init; }

    /// <summary>In dB.</summary>
    public double? SignalToNoiseRatio { get; init; }

    /// <summary><c>A</c> to <c>F</c>.</summary>
    public string? LoudnessGrade { get; init; }

    /// <summary>What is said as the analysis has it: the caller's text, or what was recognised in its place.</summary>
    public string? Transcript { get; init; }

    /// <summary>Whether a machine wrote <see cref="Transcript"/> down; null where there is none.</summary>
    public bool? TranscriptRecognised { get; init; }

    /// <summary>How sure of it, 0 to 1.</summary>
    public double? TranscriptConfidence { get; init; }

    /// <summary>Version of what measured it; null when nothing has.</summary>
    public string? MeasuredBy { get; init; }

    /// <summary>
    /// Version of what compared its text with its sound, or recognised it; null when nothing has, or the text is another one now.
    /// </summary>
    public string? TranscribedBy { get; init; }
    public DateTimeOffset? AnalysedAt { get; init; }

    /// <summary>What is said, by whoever knows it best.</summary>
    public string? SpokenText => Transcript ?? Text;
}
