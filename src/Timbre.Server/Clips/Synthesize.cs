using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Timbre.Server.Accounts;
using Timbre.Server.Clips.Rendering;
using Timbre.Server.Http;
using Timbre.Server.Speech;
using Timbre.Server.Terms;
using Timbre.Server.Voices;
using Timbre.Storage.Blobs;
using Timbre.Text.Terms;

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
        string? VoiceSettingsPresetUuid);

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
            """{"voice_uuid":"5f0c9f6f1c2a4c4c8d2f1f0b6a3e7d21","data":"Nobody ever recorded this sentence.","precision":"PCM_16","sample_rate":48000}""")
        .Produces<Response>()
        .Refuses(404, 409, 507);

    private static async Task<IResult> Handle(
        Request request, Account account, VoiceTable voices, SpeechSynthesizer synthesizer, Glossary glossary, DirectClips clips,
        ScratchFiles scratch, TimeProvider time, CancellationToken ct)
    {
        if (Refuse(request) is { } refusal)
            return refusal.ToResult();
        if (await voices.Find(account.Id, request.VoiceUuid!, ct) is not { } voice)
            return Refusal.NotFound("voice").ToResult();
        var project = Fields.OrNone(request.ProjectUuid);
        if (project is not null && await clips.Refuse(account.Id, project, ct) is { } full)
            return full.ToResult();

        var started = time.GetTimestamp();
        var script = synthesizer.Read(
            "data", request.Data!,
            request.ApplyCustomPronunciations == true ? await glossary.ReadingOptionsOf(account.Id, ct) : ReadingOptions.None);
        var seed = request.Seed ?? script.Seed ?? SpeechSynthesizer.DefaultSeed;
        var phrases = await synthesizer.Speak(voice, script, seed, ct).ToListAsync(ct);

        var rateHz = request.SampleRate ?? SpeechRules.DefaultRateHz;
        var format = SpeechFile.Format(request.OutputFormat)!;
        var clip = SpeechOutput.Join(phrases, rateHz);
        var file = await SpeechFile.ToBytes(clip, format, request.Precision, scratch, ct);
        var times = Timestamps.Of(phrases);
        if (project is not null)
            await clips.Save(clips.New(account.Id, project, voice.Id, request, script), voice, file, clip.Seconds, times, script, ct);
        return Results.Json(
            new Response(
                true, file, times, clip.Seconds, time.GetElapsedTime(started).TotalSeconds,
                [.. script.Issues, .. WithoutEffect(request)], format, rateHz, seed, request.Title));
    }

    private static Refusal? Refuse(Request request) =>
        SpeechRules.RefuseText(request.VoiceUuid, request.Data)
        ?? SpeechRules.RefuseRate(request.SampleRate)
        ?? SpeechRules.RefusePrecision(request.Precision)
        ?? SpeechFile.RefuseFormat(request.OutputFormat)
        ?? Fields.Text("title", request.Title, CreateClip.MaxTitle);

    private static IEnumerable<string> WithoutEffect(Request request)
    {
        foreach (var issue in SpeechRules.WithoutEffect(request.Model, request.UseHd))
            yield return issue;
        if (request.Exaggeration is { ValueKind: not JsonValueKind.Null })
            yield return "exaggeration: the voice speaks as its speaker does; the value has no effect.";
        if (!string.IsNullOrWhiteSpace(request.VoiceSettingsPresetUuid))
            yield return "voice_settings_preset_uuid: there are no presets here; it has no effect.";
    }
}
