using Timbre.Audio.Formats;
using Timbre.Server.Plumbing;

namespace Timbre.Server.Speech;

/// <summary>How speech is to be written down, read from what a request says of it.</summary>
internal static class SpeechFormat
{
    /// <summary>Samples per second that may be asked for, in Hz.</summary>
    public static readonly IReadOnlyList<int> RatesHz = [8000, 16000, 22050, 24000, 32000, 44100, 48000];

    /// <summary>Why <c>sample_rate</c> cannot be had.</summary>
    public static Refusal? RefuseRate(int? rateHz) =>
        rateHz is { } rate && !RatesHz.Contains(rate) ? Refusal.BadRequest("invalid_sample_rate", $"sample_rate: one of {string.Join(", ", RatesHz)}.") : null;

    /// <summary>Why <c>precision</c> cannot be had.</summary>
    public static Refusal? RefusePrecision(string? precision) =>
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
}
