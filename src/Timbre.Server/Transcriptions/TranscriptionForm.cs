using Timbre.Server.Http;
using Timbre.Server.Recordings.Upload;

namespace Timbre.Server.Transcriptions;

/// <summary>What a request for a transcription asks for, beside its sound.</summary>
/// <param name="Model">A recogniser's name; null is the one in use.</param>
/// <param name="Language">A code of ISO 639; null where the recogniser is to find it out.</param>
/// <param name="Format">One of <see cref="Formats"/>.</param>
/// <param name="HasWords">Whether times of words are wanted.</param>
internal sealed record TranscriptionForm(string? Model, string? Language, string Format, bool HasWords)
{
    public static readonly IReadOnlySet<string> Fields = new HashSet<string>(
        ["model", "language", "prompt", "response_format", "temperature", "timestamp_granularities[]", "stream"]);

    private static readonly string[] Formats = ["json", "text", "srt", "verbose_json", "vtt"];

    /// <summary>Names under which programs ask for whatever there is.</summary>
    private static readonly string[] InUse = ["whisper-1", "timbre"];

    /// <exception cref="RefusedException">A field is not one of its values.</exception>
    public static TranscriptionForm Read(UploadForm form)
    {
        var format = form["response_format"] ?? "json";
        if (!Formats.Contains(format))
            throw Refused("response_format", $"one of {string.Join(", ", Formats)}.");
        if (form["stream"] is not (null or "false"))
            throw Refused("stream", "a transcription is sent as a whole; leave it out or send false.");
        var granularities = form["timestamp_granularities[]"]?.Split(',') ?? [];
        if (granularities.FirstOrDefault(one => one is not ("word" or "segment")) is { } unknown)
            throw Refused("timestamp_granularities", $"word or segment, not \"{unknown}\".");
        if (granularities.Length > 0 && format != "verbose_json")
            throw Refused("timestamp_granularities", "they go with the response_format verbose_json.");
        return new TranscriptionForm(
            InUse.Contains(form["model"]) ? null : form["model"], form["language"]?.ToLowerInvariant(), format,
            granularities.Contains("word"));
    }

    private static RefusedException Refused(string field, string why) => new(Refusal.BadRequest($"invalid_{field}", $"{field}: {why}"));
}
