using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Timbre.Audio.Formats;
using Timbre.Models.Transcription;
using Timbre.Models.Transcription.Recognisers;
using Timbre.Server.Accounts;
using Timbre.Server.Http;
using Timbre.Server.Recognition;
using Timbre.Server.Recordings.Upload;
using Timbre.Storage.Blobs;

namespace Timbre.Server.Transcriptions;

/// <summary>POST /v1/audio/transcriptions, as OpenAI's API has it: sound in, words out, by whichever recogniser is in use.</summary>
internal sealed class CreateTranscription(
    UploadReader reader, ScratchFiles scratch, RecogniserInUse recognisers, RecognitionLimits limits)
{
    private readonly AccountSlots _slots = new(limits.MaxTranscriptionsPerAccount);

    /// <summary>The parts of the request, in any order.</summary>
    /// <param name="File">The sound: wav, mp3, m4a, flac, ogg, webm or aiff, told by its content; at most an hour.</param>
    /// <param name="Model">`whisper-1` is the recogniser in use; `built-in` and the names of added models ask for that one.</param>
    /// <param name="Language">A code of ISO 639-1; without it the recogniser finds it out.</param>
    /// <param name="Prompt">Without effect.</param>
    /// <param name="ResponseFormat">What the answer is.</param>
    /// <param name="Temperature">Without effect: the likeliest words are taken.</param>
    /// <param name="TimestampGranularities">`word`, `segment` or both; with `verbose_json`.</param>
    private sealed record Form(
        [Required] IFormFile File,
        [DefaultValue("whisper-1")] string? Model,
        string? Language,
        string? Prompt,
        [AllowedValues("json", "text", "srt", "verbose_json", "vtt"), DefaultValue("json")] string? ResponseFormat,
        [Range(0.0, 1.0)] double? Temperature,
        IReadOnlyList<string>? TimestampGranularities);

    public static void Map(IEndpointRouteBuilder v1) => v1.MapPost("/audio/transcriptions", Handle).WithName(nameof(CreateTranscription))
        .WithBody(typeof(Form), "multipart/form-data")
        .WithExample("""{"model":"whisper-1","response_format":"verbose_json","timestamp_granularities[]":"word"}""")
        .Produces<VerboseTranscriptionView>(200, "application/json", "text/plain", "text/vtt")
        .Refuses(404, 413, 429, 503, 507);

    private static Task<StreamAnswer> Handle(
        HttpRequest request, Account account, CreateTranscription handler, CancellationToken ct) =>
        handler.Answer(request, account, ct);

    private async Task<StreamAnswer> Answer(HttpRequest request, Account account, CancellationToken ct)
    {
        using var slot = _slots.Take(account.Id);
        if (slot is null)
            return new Refusal(
                429, "too_many_transcriptions",
                $"{limits.MaxTranscriptionsPerAccount} transcriptions of this account are in work: send the next when one is done.");
        using var form = await reader.Read(request, TranscriptionForm.Fields, ct);
        var asked = TranscriptionForm.Read(form);
        if (form.Sound is null)
            return Refusal.BadRequest("file_missing", "file: send the sound as the part named \"file\" of the multipart/form-data body.");
        try
        {
            var recogniser = Recogniser(asked, account);
            using var work = scratch.New();
            var decoded = await AudioDecoder.DecodeToWav(
                form.Sound.LocalPath, work.LocalPath, AudioLimits.UpTo(limits.MaxTranscriptionSeconds, long.MaxValue), ct);
            var speech = await Task.Factory.StartNew(
                () => new LongTranscription(recogniser).Of(
                    work.LocalPath, AudioLimits.UpTo(decoded.Seconds + 1, long.MaxValue), asked.Language, null, ct),
                ct, TaskCreationOptions.LongRunning, TaskScheduler.Default); // it waits for its turn in between
            return Send(asked, speech, decoded.Seconds, recogniser.Version);
        }
        catch (AudioFormatException wrong)
        {
            return Refusal.BadRequest(
                wrong.IsTooLong ? "sound_too_long" : "invalid_sound",
                wrong.IsTooLong ? $"file: the sound is longer than {limits.MaxTranscriptionSeconds:0.###} s." : $"file: {wrong.Message}");
        }
        catch (Exception problem) when (problem is RecogniserFailedException or RecogniserUnavailableException)
        {
            return new Refusal(503, "recogniser_unavailable", problem.Message);
        }
    }

    /// <exception cref="RefusedException">There is no such recogniser, or it does not know the language.</exception>
    private IRecogniser Recogniser(TranscriptionForm asked, Account account)
    {
        if (asked.Model is not null && !recognisers.Names().Contains(asked.Model))
            throw new RefusedException(new Refusal(
                404, "model_not_found",
                $"model: there is no {asked.Model}; whisper-1 is the one in use, and there are {string.Join(", ", recognisers.Names())}."));
        var recogniser = asked.Model is null ? recognisers.Current(account.Id) : recognisers.Named(asked.Model, account.Id);
        return asked.Language is null || recogniser.Languages.Contains(asked.Language) ? recogniser
            : throw new RefusedException(
                Refusal.BadRequest(
                    "invalid_language",
                    $"language: {recogniser.Version} does not know it; it knows {string.Join(", ", recogniser.Languages)}."));
    }

    private static StreamAnswer Send(TranscriptionForm asked, RecognisedSpeech speech, double seconds, string model) =>
        StreamAnswer.Of(context => (asked.Format switch
        {
            "text" => Results.Text(speech.Text + "\n"),
            "srt" => Results.Text(TranscriptionText.Srt(speech)),
            "vtt" => Results.Text(TranscriptionText.Vtt(speech), "text/vtt"),
            "verbose_json" => Results.Json(VerboseTranscriptionView.Of(speech, seconds, asked.HasWords, model)),
            _ => Results.Json(new TranscriptionView(speech.Text)),
        }).ExecuteAsync(context));
}
