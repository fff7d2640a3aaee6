using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Timbre.Server.Accounts;
using Timbre.Server.Clips.Rendering;
using Timbre.Server.Http;
using Timbre.Server.Http.Links;
using Timbre.Server.Jobs;
using Timbre.Server.Projects;
using Timbre.Server.Recordings.Upload;
using Timbre.Server.Speech;
using Timbre.Server.Voices;
using Timbre.Storage;
using Timbre.Storage.Blobs;

namespace Timbre.Server.Clips;

/// <summary>
/// POST /projects/{project}/clips: with a <c>callback_uri</c> answered at once and told when there is sound, without one answered with the
/// sound.
/// </summary>
internal sealed class CreateClip(
    Database db, ProjectTable projects, VoiceTable voices, ClipTable clips, SpeechPreparation preparation, ClipRenderer renderer,
    ClipSubscriptions subscriptions, ClipViews views, JobTable jobs, BlobFolder blobs, SignedLinks links, ClipLimits limits,
    TimeProvider time)
{
    public const int MaxTitle = 256;

    /// <summary>In Hz.</summary>
    public const int DefaultRateHz = 22_050;
    public const string DefaultPrecision = "PCM_32";

    /// <param name="Body">What is to be said, plain text or SSML; at most 3000 characters, tags not counted.</param>
    /// <param name="VoiceUuid">A voice that has a finished model.</param>
    /// <param name="Title">Title of the clip, by which a list can be searched.</param>
    /// <param name="IsArchived">Kept with the clip, for whoever lists them.</param>
    /// <param name="CallbackUri">Where to tell that the sound is there. With it the answer comes at once, without it with the
    /// sound.</param>
    /// <param name="SampleRate">Samples per second, in Hz.</param>
    /// <param name="Precision">The samples of a WAV; a FLAC has 16 bits for PCM_16 and otherwise 24.</param>
    /// <param name="OutputFormat">The kind of file.</param>
    /// <param name="IncludeTimestamps">Whether the answer tells when each letter and phone is said.</param>
    /// <param name="Raw">Whether the answer holds the file itself; only without a callback_uri.</param>
    /// <param name="Suggestions">Whether the account's phonemes and term substitutions are applied.</param>
    /// <param name="IsPublic">Taken from older clients; changes nothing.</param>
    /// <param name="Model">Taken from other clients; a voice speaks with its own model.</param>
    /// <param name="UseHd">Taken from other clients; there is one quality.</param>
    public sealed record Request(
        [Required] string? Body,
        [Required] string? VoiceUuid,
        [MaxLength(MaxTitle), DefaultValue("")] string? Title,
        [SentAs(typeof(bool)), DefaultValue(false)] JsonElement? IsArchived,
        [Url, MaxLength(Fields.MaxCallbackUri)] string? CallbackUri,
        [AllowedValues(8000, 16000, 22050, 24000, 32000, 44100, 48000), DefaultValue(DefaultRateHz)] int? SampleRate,
        [AllowedValues("PCM_32", "PCM_24", "PCM_16", "MULAW"), DefaultValue(DefaultPrecision)] string? Precision,
        [AllowedValues("wav", "mp3", "ogg", "flac"), DefaultValue("wav")] string? OutputFormat,
        [SentAs(typeof(bool)), DefaultValue(false)] JsonElement? IncludeTimestamps,
        [SentAs(typeof(bool)), DefaultValue(false)] JsonElement? Raw,
        [SentAs(typeof(bool)), DefaultValue(false)] JsonElement? Suggestions,
        [SentAs(typeof(bool)), DefaultValue(false)] JsonElement? IsPublic,
        string? Model,
        [SentAs(typeof(bool)), DefaultValue(false)] JsonElement? UseHd);

    public static void Map(IEndpointRouteBuilder api) => api.MapPost("/projects/{project}/clips", Handle).WithName(nameof(CreateClip))
        .WithExample(
            """
            {"voice_uuid":"5f0c9f6f1c2a4c4c8d2f1f0b6a3e7d21","title":"Greeting","body":"Nobody ever recorded this sentence.",
             "sample_rate":22050,"output_format":"wav","include_timestamps":true}
            """)
        .Refuses(404, 409, 507)
        .Calls(typeof(ClipCallback), "callback_uri", ClipCallback.Examples);

    private static Task<Answer<ClipView>> Handle(
        string project, Request request, HttpRequest http, Account account, CreateClip create, CancellationToken ct) =>
        create.Answer(project, request, http, account, ct);

    private async Task<Answer<ClipView>> Answer(string project, Request request, HttpRequest http, Account account, CancellationToken ct)
    {
        if (await projects.Find(account.Id, project, ct) is null)
            return Refusal.NotFound("project");
        if (Refuse(request) is { } refusal)
            return refusal;
        var voice = await preparation.FindSpeakingVoice(account.Id, request.VoiceUuid!, ct);
        if (await clips.Count(project, ct) >= limits.MaxClipsPerProject)
            return Refusal.BadRequest(
                "too_many_clips", $"This project has {limits.MaxClipsPerProject} clips, which is the limit: delete some first.");

        var clip = await renderer.Read(New(account, project, request), voice, ct);
        return Fields.OrNone(request.CallbackUri) is { } callback
            ? await RenderLater(http, clip, callback, ct)
            : await RenderNow(http, voice, clip, Fields.Flag(request.Raw, fallback: false), ct);
    }

    private static Refusal? Refuse(Request request) =>
        string.IsNullOrWhiteSpace(request.Body) ? Refusal.BadRequest(
            "invalid_body", "body: Expected 'body', the text that is to be spoken.")
        : SpeechRules.RefuseVoice(request.VoiceUuid) ?? RefuseShape(request);

    /// <summary>Why the fields cannot be stored, for create and update alike.</summary>
    public static Refusal? RefuseShape(Request request) =>
        Fields.Text("title", request.Title, MaxTitle)
        ?? Fields.Address("callback_uri", Fields.OrNone(request.CallbackUri), Fields.MaxCallbackUri)
        ?? SpeechRules.RefuseFile(request.SampleRate, request.Precision, request.OutputFormat)
        ?? Fields.RefuseFlag("is_archived", request.IsArchived)
        ?? Fields.RefuseFlag("include_timestamps", request.IncludeTimestamps)
        ?? Fields.RefuseFlag("raw", request.Raw)
        ?? Fields.RefuseFlag("suggestions", request.Suggestions)
        ?? Fields.RefuseFlag("is_public", request.IsPublic)
        ?? Fields.RefuseFlag("use_hd", request.UseHd);

    private Clip New(Account account, string project, Request request)
    {
        var now = time.GetUtcNow();
        return new Clip
        {
            Id = Guid.NewGuid().ToString("N"),
            AccountId = account.Id,
            ProjectId = project,
            VoiceId = request.VoiceUuid!,
            Title = request.Title ?? "",
            Body = request.Body!,
            IsArchived = Fields.Flag(request.IsArchived, fallback: false),
            OutputFormat = SpeechFile.Format(request.OutputFormat)!,
            Precision = Fields.OrNone(request.Precision)?.ToUpperInvariant() ?? DefaultPrecision,
            SampleRate = request.SampleRate ?? DefaultRateHz,
            IncludeTimestamps = Fields.Flag(request.IncludeTimestamps, fallback: false),
            Suggestions = Fields.Flag(request.Suggestions, fallback: false),
            Status = ClipStatus.Rendering,
            Issues = SpokenClip.Json([]),
            Version = 1,
            CharacterCount = 0,
            CreatedAt = now,
            UpdatedAt = now,
        };
    }

    private async Task<Answer<ClipView>> RenderLater(HttpRequest http, Clip clip, string callback, CancellationToken ct)
    {
        await using var unit = await db.Begin(ct);
        if (await RefuseIfDeleted(unit, clip, ct) is { } refusal)
            return refusal;
        await ClipTable.Add(unit, clip, ct);
        await subscriptions.Add(unit, clip.Id, callback, links.BaseAddress(http), ct);
        await jobs.Enqueue(unit, new RenderClip(clip.Id, clip.VoiceId, clip.Version), ct);
        await unit.Commit();
        return views.Of(http, (await clips.Find(clip.Id, ct))!);
    }

    private async Task<Answer<ClipView>> RenderNow(HttpRequest http, Voice voice, Clip clip, bool raw, CancellationToken ct)
    {
        await using var fresh = new NewBlobs(blobs, voice.Id);
        var made = await renderer.Render(voice, clip, fresh, ct);
        await using var unit = await db.Begin(ct);
        if (await RefuseIfDeleted(unit, clip, ct) is { } refusal)
            return refusal;
        await ClipTable.Add(unit, clip, ct);
        await clips.Finish(unit, clip.Id, made, ct);
        var row = (await clips.Lock(unit, clip.Id, ct))!;
        await unit.Commit();
        fresh.Keep();

        var view = views.Of(http, row);
        return view with
        {
            Timestamps = clip.IncludeTimestamps ? view.Timestamps : null,
            RawAudio = raw ? Convert.ToBase64String(await blobs.ReadAllBytes(made.Blob, ct)) : null,
        };
    }

    /// <summary>What may have been deleted since it was looked for.</summary>
    private async Task<Refusal?> RefuseIfDeleted(UnitOfWork unit, Clip clip, CancellationToken ct) =>
        await voices.Lock(unit, clip.VoiceId, ct) is null ? Refusal.NotFound("voice")
        : await projects.Lock(unit, clip.AccountId, clip.ProjectId, ct) is null ? Refusal.NotFound("project")
        : null;
}
