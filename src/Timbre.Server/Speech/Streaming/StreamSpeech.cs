using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Timbre.Server.Accounts;
using Timbre.Server.Http;

namespace Timbre.Server.Speech.Streaming;

/// <summary>POST /stream: text in, a WAV out whose sound leaves as it is made.</summary>
internal static class StreamSpeech
{
    /// <param name="VoiceUuid">A voice that has a finished model.</param>
    /// <param name="ProjectUuid">Taken from the SDKs that send it; nothing is stored.</param>
    /// <param name="Data">What is to be said, plain text or SSML; at most 3000 characters, markup not counted.</param>
    /// <param name="Precision">The samples of the WAV.</param>
    /// <param name="SampleRate">Samples per second, in Hz.</param>
    /// <param name="WavEncodedTimestamps">Puts the times of letters and phones into the WAV's header.</param>
    /// <param name="Seed">The same text with the same seed sounds the same.</param>
    /// <param name="Model">Without effect: a voice speaks with its own model.</param>
    /// <param name="UseHd">Without effect: there is one quality.</param>
    /// <param name="ApplyCustomPronunciations">Whether the account's phonemes and term substitutions are applied.</param>
    public sealed record Request(
        [Required] string? VoiceUuid,
        string? ProjectUuid,
        [Required] string? Data,
        [AllowedValues("PCM_32", "PCM_24", "PCM_16", "MULAW"), DefaultValue("PCM_32")] string? Precision,
        [AllowedValues(8000, 16000, 22050, 24000, 32000, 44100, 48000), DefaultValue(SpeechRules.DefaultRateHz)] int? SampleRate,
        [DefaultValue(false)] bool? WavEncodedTimestamps,
        [DefaultValue(SpeechSynthesizer.DefaultSeed)] int? Seed,
        string? Model,
        bool? UseHd,
        [DefaultValue(false)] bool? ApplyCustomPronunciations) : ISpeechFields;

    public static void Map(IEndpointRouteBuilder root) => Describe(root.MapPost("/stream", Handle)).WithName(nameof(StreamSpeech));

    /// <summary>The same under a prefix.</summary>
    public static void MapUnder(IEndpointRouteBuilder prefix) => Describe(prefix.MapPost("/stream", Handle));

    private static RouteHandlerBuilder Describe(RouteHandlerBuilder route) => route
        .WithExample(
            """
            {"voice_uuid":"5f0c9f6f1c2a4c4c8d2f1f0b6a3e7d21","data":"Nobody ever recorded this sentence.",
             "precision":"PCM_16","sample_rate":48000}
            """)
        .Produces<Stream>(200, "audio/wav")
        .Refuses(404, 409);

    private static async Task<StreamAnswer> Handle(
        Request request, Account account, SpeechPreparation preparation, CancellationToken ct)
    {
        var speech = await preparation.Prepare(SpeechRequest.Of(account, request), alsoRefused: null, ct);
        var sound = request.WavEncodedTimestamps == true
            ? SoundStream.TimedWav(await speech.SpeakTimed(ct), speech.RateHz, speech.Encoding, ct)
            : SoundStream.Wav(speech.Speak(ct), speech.RateHz, speech.Encoding, ct);
        return StreamAnswer.Of(context => SoundResponse.Send(context, "audio/wav", speech.Issues, sound));
    }
}
