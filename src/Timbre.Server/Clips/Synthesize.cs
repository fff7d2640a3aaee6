using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Timbre.Server.Accounts;
using Timbre.Server.Clips.Rendering;
using Timbre.Server.Http;
using Timbre.Server.Speech;
using Timbre.Storage.Blobs;

namespace Timbre.Server.Clips;

/// <summary>POST /synthesize: text in, a whole sound out, in base 64; compressed where Accept-Encoding asks for it.</summary>
/// <remarks>It stands beside the clips because it keeps one where a project is named.</remarks>
internal static class Synthesize
{
    /// <param name="VoiceUuid">A voice that has a finished model.</param>
    /// <param name="ProjectUuid">A project in which the sound is kept as a clip; without it nothing is stored.</param>
    /// <param name="Data">What is to be said, plain text or SSML; at most 3000 characters, markup not counted.</param>
    /// <param name="Title">Title of the clip; comes back in the answer.</param>
    /// <param name="Precision">The samples of a WAV.</param>
    /// <param name="OutputFormat">The kind of file.</param>
    /// <param name="SampleRate">Samples per second, in Hz.</param>
    /// <param name="Seed">The same text with the same seed sounds the same.</param>
    /// <param name="ApplyCustomPronunciations">Whether the account's phonemes and term substitutions are applied.</param>
    /// <param name="Model">Without effect: a voice speaks with its own model.</param>
    /// <param name="UseHd">Without effect: there is one quality.</param>
    /// <param name="Exaggeration">Without effect.</param>
    /// <param name="VoiceSettingsPresetUuid">Without effect: there are no presets.</param>
    public sealed record Request(
        [Required] string? VoiceUuid,
        string? ProjectUuid,
        [Required] string? Data,
        [MaxLength(CreateClip.MaxTitle)] string? Title,
        [AllowedValues("PCM_32", "PCM_24", "PCM_16", "MULAW"), DefaultValue("PCM_32")] string? Precision,
        [AllowedValues("wav", "mp3", "ogg", "flac"), DefaultValue("wav")] string? OutputFormat,
        [AllowedValues(8000, 16000, 22050, 24000, 32000, 44100, 48000), DefaultValue(SpeechRules.DefaultRateHz)] int? SampleRate,
        [DefaultValue(SpeechSynthesizer.DefaultSeed)] int? Seed,
        [DefaultValue(false)] bool? ApplyCustomPronunciations,
        string? Model,
        bool? UseHd,
        [SentAs(typeof(double))] JsonElement? Exaggeration,
        string? VoiceSettingsPresetUuid) : ISpeechFields;

    /// <summary>Flat, as the API has it.</summary>
    /// <param name="Success">true.</param>
    /// <param name="AudioContent">The whole sound file, in base 64.</param>
    /// <param name="AudioTimestamps">When each letter and phone is said.</param>
    /// <param name="Duration">The length of the sound, in seconds.</param>
    /// <param name="SynthDuration">How long it took to make, in seconds.</param>
    /// <param name="Issues">What was asked for and could not be done, a sentence each.</param>
    /// <param name="OutputFormat">The kind of file.</param>
    /// <param name="SampleRate">Samples per second, in Hz.</param>
    /// <param name="Seed">With which the same text sounds the same.</param>
    /// <param name="Title">As it was sent.</param>
    public sealed record Response(
        bool Success, byte[] AudioContent, Timestamps AudioTimestamps, double Duration, double SynthDuration, IReadOnlyList<string> Issues,
        string OutputFormat, int SampleRate, int Seed, string? Title);

    public static void Map(IEndpointRouteBuilder root) => Describe(root.MapPost("/synthesize", Handle)).WithName(nameof(Synthesize));

    /// <summary>The same under a prefix.</summary>
    public static void MapUnder(IEndpointRouteBuilder prefix) => Describe(prefix.MapPost("/synthesize", Handle));

    private static RouteHandlerBuilder Describe(RouteHandlerBuilder route) => route
        .InSection("Speech")
        .WithMetadata(Compressible.Instance)
        .WithExample(
            """
            {"voice_uuid":"5f0c9f6f1c2a4c4c8d2f1f0b6a3e7d21","data":"Nobody ever recorded this sentence.",
             "precision":"PCM_16","sample_rate":48000}
            """)
        .Refuses(404, 409, 507);

    private static async Task<BodyAnswer<Response>> Handle(
        Request request, Account account, SpeechPreparation preparation, DirectClips clips, ScratchFiles scratch, TimeProvider time,
        CancellationToken ct)
    {
        var asked = SpeechRequest.Of(account, request);
        var voice = await preparation.FindVoice(asked, RefuseFile(request), ct);
        var project = Fields.OrNone(request.ProjectUuid);
        if (project is not null && await clips.Refuse(account.Id, project, ct) is { } full)
            return full;

        var started = time.GetTimestamp();
        var speech = await preparation.Read(asked, voice, ct);
        var whole = await speech.SpeakAll(ct);
        var format = SpeechFile.Format(request.OutputFormat)!;
        var file = await SpeechFile.ToBytes(whole.Sound, format, speech.Encoding, scratch, ct);
        if (project is not null)
            await clips.Save(project, request, speech, whole, file, ct);
        return new Response(
            true, file, whole.Times, whole.Sound.Seconds, time.GetElapsedTime(started).TotalSeconds,
            [.. speech.Issues, .. WithoutEffect(request)], format, speech.RateHz, speech.Seed, request.Title);
    }

    private static Refusal? RefuseFile(Request request) =>
        SpeechFile.RefuseFormat(request.OutputFormat) ?? Fields.Text("title", request.Title, CreateClip.MaxTitle);

    private static IEnumerable<string> WithoutEffect(Request request)
    {
        if (request.Exaggeration is { ValueKind: not JsonValueKind.Null })
            yield return "exaggeration: the voice speaks as its speaker does; the value has no effect.";
        if (!string.IsNullOrWhiteSpace(request.VoiceSettingsPresetUuid))
            yield return "voice_settings_preset_uuid: there are no presets here; it has no effect.";
    }
}
