namespace Timbre.Client;

/// <summary>A request for speech: text and voice.</summary>
public sealed record SpeechRequest(string VoiceUuid, string Data)
{
    public string? Title { get; init; }

    /// <summary>Hz; the server's default when null.</summary>
    public int? SampleRate { get; init; }

    /// <summary><c>PCM_16</c>, <c>PCM_24</c>, <c>PCM_32</c> or <c>MULAW</c>; the server's default when null.</summary>
    public string? Precision { get; init; }
}

/// <summary>Synthesised speech.</summary>
/// <param name="AudioContent">The sound file.</param>
/// <param name="Duration">Seconds of sound.</param>
/// <param name="SynthDuration">Seconds that making it took.</param>
public sealed record Speech(
    byte[] AudioContent,
    double Duration,
    double SynthDuration,
    IReadOnlyList<string>? Issues,
    string? OutputFormat,
    int? SampleRate,
    long? Seed,
    string? Title);
