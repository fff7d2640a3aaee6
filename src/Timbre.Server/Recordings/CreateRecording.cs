using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Timbre.Server.Accounts;
using Timbre.Server.Http;
using Timbre.Server.Recordings.Upload;
using Timbre.Server.Voices;
using Timbre.Storage;
using Timbre.Storage.Blobs;

namespace Timbre.Server.Recordings;

/// <summary>
/// POST /voices/{voice}/recordings: take the sound to disk, hear it, add it to the voice. Whatever fails, nothing of it stays.
/// </summary>
internal sealed class CreateRecording(
    Database db, VoiceTable voices, RecordingTable recordings, UploadReader reader, AudioImport import, BlobFolder blobs, IBuilds builds,
    RecordingViews views, RecordingLimits limits, TimeProvider time)
{
    /// <summary>The parts of the upload, in any order.</summary>
    /// <remarks>For the documentation: <see cref="UploadReader"/> takes them as they come.</remarks>
    /// <param name="File">The sound: wav, mp3, m4a, flac, ogg, webm or aiff, told by its content; 1 to 60 s, at most 100 MiB, not
    /// silent.</param>
    /// <param name="Name">Name of the recording, unique in its voice.</param>
    /// <param name="Text">What is said in it.</param>
    /// <param name="Emotion">How it is said.</param>
    /// <param name="IsActive">`false` keeps builds from learning from it. With `true` the analysis, which follows, may still leave it out;
    /// an update to `true` then overrules it.</param>
    /// <param name="Fill">Kept with the recording for the SDKs that send it.</param>
    private sealed record Form(
        [Required] IFormFile File,
        [Required, MaxLength(RecordingRules.MaxName)] string Name,
        [MaxLength(RecordingRules.MaxText)] string? Text,
        [MaxLength(RecordingRules.MaxEmotion)] string? Emotion,
        [DefaultValue(true)] bool? IsActive,
        [DefaultValue(false)] bool? Fill);

    private static readonly IReadOnlySet<string> FormFields = new HashSet<string>(["name", "text", "emotion", "is_active", "fill"]);

    public static void Map(IEndpointRouteBuilder api) => api.MapPost("/voices/{voice}/recordings", Handle).WithName(nameof(CreateRecording))
        .WithSummary("Upload a recording. Whatever fails, nothing of it stays.")
        .WithBody(typeof(Form), "multipart/form-data")
        .WithExample("""{"name":"first","text":"","emotion":"neutral","is_active":true}""")
        .Refuses(409, 413, 507);

    private static Task<Answer<RecordingView>> Handle(
        string voice, HttpRequest request, Account account, CreateRecording handler, CancellationToken ct) =>
        handler.Answer(voice, request, account, ct);

    private async Task<Answer<RecordingView>> Answer(string voice, HttpRequest request, Account account, CancellationToken ct)
    {
        if (await voices.Find(account.Id, voice, ct) is null)
            return Refusal.NotFound("voice");

        using var form = await reader.Read(request, FormFields, ct);
        if (Refuse(form) is { } refusal)
            return refusal;
        if (await recordings.FindByName(voice, form["name"]!, ct) is not null)
            return RecordingRules.NameTaken(form["name"]!); // told before the decoding; what counts is told below

        using var imported = await import.Import(form.Sound!, ct);
        // a deletion of the voice that overtakes them finds them unnamed below, and they go
        await using var files = new NewBlobs(blobs, voice);
        var original = await files.Put(form.Sound!, imported.Original.Extension, ct);
        var work = await files.Put(imported.Work, ".wav", ct);

        await using var unit = await db.Begin(ct);
        if (await voices.Lock(unit, voice, ct) is null)
            return Refusal.NotFound("voice"); // deleted while the sound came in
        if (await RecordingTable.Count(unit, voice, ct) >= limits.MaxRecordingsPerVoice)
            return Refusal.BadRequest(
                "too_many_recordings",
                $"This voice has {limits.MaxRecordingsPerVoice} recordings, which is the limit: delete one first.");

        var recording = New(voice, form, imported, original, work, time.GetUtcNow());
        if (!await RecordingTable.Add(unit, recording, ct))
            return RecordingRules.NameTaken(recording.Name);
        await builds.Notify(unit, voice, BuildEvent.RecordingsChanged, ct);
        files.Keep(); // whether a commit that fails has happened, only the sweep at the next start can tell
        await unit.Commit();

        return await views.Of(request, recording, ct);
    }

    private static Refusal? Refuse(UploadForm form) =>
        RecordingRules.Name(form["name"])
        ?? RecordingRules.Text(form["text"])
        ?? RecordingRules.Emotion(form["emotion"])
        ?? (Fields.Flag(form["is_active"]) is null ? Fields.NotAFlag("is_active") : null)
        ?? (Fields.Flag(form["fill"]) is null ? Fields.NotAFlag("fill") : null)
        ?? (form.Sound is null
        ? Refusal.BadRequest("file_missing", "file: send the sound as the part named \"file\" of the multipart/form-data body.")
        : null);

    private static Recording New(
        string voice, UploadForm form, ImportedAudio imported, NewBlob original, NewBlob work, DateTimeOffset now) => new()
        {
            Id = Guid.CreateVersion7().ToString("N"),
            VoiceId = voice,
            Name = form["name"]!,
            Text = form["text"],
            Emotion = form["emotion"],
            IsActive = Fields.Flag(form["is_active"] ?? "true")!.Value,
            ActiveGiven = Fields.Flag(form["is_active"] ?? "true")!.Value
            ? null
            : false, // "true" is what every client sends, whatever the sound is like
            Fill = Fields.Flag(form["fill"] ?? "false")!.Value,
            Source = Recording.Uploaded,
            OriginalBlob = original.Name,
            OriginalType = imported.Original.MediaType,
            WorkBlob = work.Name,
            Sha256 = original.Sha256,
            RateHz = imported.RateHz,
            Seconds = imported.Seconds,
            SpeechSeconds = imported.SpeechSeconds,
            IsSilent = false,
            IsOutlier = false,
            CreatedAt = now,
            UpdatedAt = now,
        };
}
