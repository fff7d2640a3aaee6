namespace Timbre.Server.Recordings;

/// <summary>A row of recordings.</summary>
public sealed class Recording
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

    /// <summary>False until something can judge it.</summary>
    public required bool IsOutlier { get; init; }

    /// <summary>Null until an estimator has measured it; nothing else may write the four scores.</summary>
    public double? StoiScore { get; init; }
    public double? PesqScore { get; init; }
    public double? SiDrScore { get; init; }
    public double? ResembleSampleScore { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>The same under another name.</summary>
    public Recording Renamed(string name) => new()
    {
        Id = Id,
        VoiceId = VoiceId,
        Name = name,
        Text = Text,
        Emotion = Emotion,
        IsActive = IsActive,
        Fill = Fill,
        Source = Source,
        OriginalBlob = OriginalBlob,
        OriginalType = OriginalType,
        WorkBlob = WorkBlob,
        Sha256 = Sha256,
        RateHz = RateHz,
        Seconds = Seconds,
        SpeechSeconds = SpeechSeconds,
        IsSilent = IsSilent,
        IsOutlier = IsOutlier,
        StoiScore = StoiScore,
        PesqScore = PesqScore,
        SiDrScore = SiDrScore,
        ResembleSampleScore = ResembleSampleScore,
        CreatedAt = CreatedAt,
        UpdatedAt = UpdatedAt,
    };
}
