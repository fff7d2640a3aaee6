namespace Timbre.Client;

/// <summary>One recording of a voice.</summary>
/// <param name="Text">What is said in it, or null when nobody wrote it down.</param>
/// <param name="AudioSrc">A signed address of the sound as it was sent; it expires.</param>
public sealed record Recording(
    string Uuid,
    string Name,
    string? Text,
    string? Emotion,
    bool IsActive,
    string? AudioSrc,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt);

/// <summary>A recording to send; the name is unique within its voice.</summary>
/// <param name="Sound">Any sound file that the server reads: wav, mp3, m4a, flac, ogg, opus, webm or aiff. Closed once it is sent.</param>
public sealed record NewRecording(string Name, Stream Sound, string FileName = "recording.wav")
{
    public string? Text { get; init; }

    public string? Emotion { get; init; }

    public bool IsActive { get; init; } = true;
}

/// <summary>What changes; null leaves as it is.</summary>
public sealed record RecordingChange
{
    public string? Name { get; init; }

    public string? Text { get; init; }

    public string? Emotion { get; init; }

    public bool? IsActive { get; init; }
}
