namespace Timbre.Client;

/// <summary>One recording of a voice.</summary>
/// <param name="Text">What is said in it, or null when nobody wrote it down.</param>
/// <param name="IsActive">Whether builds learn from it.</param>
/// <param name="AudioSrc">A signed address of the sound as it was sent; it expires.</param>
public sealed record Recording(
    string Uuid,
    string Name,
    string? Text,
    string? Emotion,
    bool IsActive,
    string? AudioSrc,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt)
{
    /// <summary>
    /// The text by the analysis: <see cref="Text"/>, or what was recognised where there is none or it is not what is heard.
    /// </summary>
    public string? Transcript { get; init; }

    /// <summary><c>given</c> or <c>recognised</c>; null where there is no transcript.</summary>
    public string? TranscriptSource { get; init; }

    /// <summary>0 to 1; null before it was compared with the sound.</summary>
    public double? TranscriptConfidence { get; init; }

    public bool IsSilent { get; init; }

    public bool IsOutlier { get; init; }

    /// <summary>In seconds.</summary>
    public double Duration { get; init; }

    /// <summary>Null before the recording was analysed, and where there is nothing to judge; so are the other scores.</summary>
    public double? StoiScore { get; init; }

    public double? PesqScore { get; init; }

    /// <summary>In dB.</summary>
    public double? SiDrScore { get; init; }

    /// <summary>Suitability for voice cloning, 0 to 1.</summary>
    public double? ResembleSampleScore { get; init; }

    public RecordingMetrics? Metrics { get; init; }

    /// <summary>Findings, the most severe first.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];

    /// <summary>Null before it was.</summary>
    public DateTimeOffset? AnalysedAt { get; init; }
}

/// <summary>A recording to send; the name is unique within its voice.</summary>
/// <param name="Sound">Any sound file that the server reads: wav, mp3, m4a, flac, ogg, opus, webm or aiff. Closed once it is sent.</param>
public sealed record NewRecording(string Name, Stream Sound, string FileName = "recording.wav")
{
    public string? Text { get; init; }

    public string? Emotion { get; init; }

    public bool IsActive { get; init; } = true;
}

/// <summary>Changes; null leaves a property as it is.</summary>
public sealed record RecordingChange
{
    public string? Name { get; init; }

    public string? Text { get; init; }

    public string? Emotion { get; init; }

    public bool? IsActive { get; init; }
}
