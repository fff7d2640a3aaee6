using Timbre.Audio.Formats;
using Timbre.Server.Http;

namespace Timbre.Server.Speech;

/// <summary>How speech is to be written down, read from what a request says of it.</summary>
internal static class SpeechRules
{
    /// <summary>Samples per second that may be asked for, in Hz.</summary>
    public static readonly IReadOnlyList<int> RatesHz = [8000, 16000, 22050, 24000, 32000, 44100, 48000];

    /// <summary>The rate of direct and streamed speech where none is asked for, in Hz.</summary>
    public const int DefaultRateHz = 48_000;

    /// <summary>Why nothing can be said.</summary>
    public static Refusal? Refuse(SpeechRequest request) =>
        RefuseVoice(request.VoiceUuid)
        ?? RefuseText(request)
        ?? RefuseRate(request.SampleRate)
        ?? RefusePrecision(request.Precision);

    /// <summary>Why there is no text.</summary>
    public static Refusal? RefuseText(SpeechRequest request) =>
        string.IsNullOrWhiteSpace(request.Text)
            ? Refusal.BadRequest($"invalid_{request.TextField}", $"{request.TextField}: the text to be spoken is needed.")
            : null;

    /// <summary>Why <c>voice_uuid</c> names no voice.</summary>
    public static Refusal? RefuseVoice(string? voiceUuid) =>
        string.IsNullOrWhiteSpace(voiceUuid)
            ? Refusal.BadRequest("invalid_voice_uuid", "voice_uuid: the uuid of a finished voice is needed.")
            : null;

    /// <summary>Why a file of this rate, precision and kind cannot be had.</summary>
    public static Refusal? RefuseFile(int? rateHz, string? precision, string? outputFormat) =>
        RefuseRate(rateHz) ?? RefusePrecision(precision) ?? SpeechFile.RefuseFormat(outputFormat);

    /// <summary>Why <c>sample_rate</c> cannot be had.</summary>
    private static Refusal? RefuseRate(int? rateHz) =>
        rateHz is { } rate && !RatesHz.Contains(rate)
            ? Refusal.BadRequest("invalid_sample_rate", $"sample_rate: one of {string.Join(", ", RatesHz)}.")
            : null;

    /// <summary>Why <c>precision</c> cannot be had.</summary>
    private static Refusal? RefusePrecision(string? precision) =>
        Encoding(precision) is null ? Refusal.BadRequest("invalid_precision", "precision: one of PCM_16, PCM_24, PCM_32, MULAW.") : null;

    /// <summary>The samples of a WAV, PCM_32 where nothing is said; null for what does not exist.</summary>
    public static WavEncoding? Encoding(string? precision) => precision?.ToUpperInvariant() switch
    {
        null or "" or "PCM_32" => WavEncoding.Pcm32,
        "PCM_24" => WavEncoding.Pcm24,
        "PCM_16" => WavEncoding.Pcm16,
        "MULAW" or "ULAW" => WavEncoding.MuLaw,
        _ => null,
    };

    /// <summary>A sentence for each thing that was asked for and changes nothing here.</summary>
    public static IEnumerable<string> WithoutEffect(string? model, bool? useHd)
    {
        if (!string.IsNullOrWhiteSpace(model))
            yield return "model: a voice speaks with its own model; the name has no effect.";
        if (useHd == true)
            yield return "use_hd: there is one quality; the switch has no effect.";
    }
}
