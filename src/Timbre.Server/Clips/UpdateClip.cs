using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Timbre.Server.Accounts;
using Timbre.Server.Clips.Rendering;
using Timbre.Server.Http;
using Timbre.Server.Http.Links;
using Timbre.Server.Jobs;
using Timbre.Server.Projects;
using Timbre.Server.Speech;
using Timbre.Server.Voices;
using Timbre.Storage;
using Timbre.Storage.Blobs;

namespace Timbre.Server.Clips;

/// <summary>
/// PUT or PATCH /projects/{project}/clips/{uuid}: what is given changes, the sound is made anew, and the <c>callback_uri</c> is told when
/// it is there.
/// </summary>
internal sealed class UpdateClip(
    Database db, ProjectTable projects, VoiceTable voices, ClipTable clips, SpeechPreparation preparation, ClipRenderer renderer,
    ClipSubscriptions subscriptions, ClipViews views, JobTable jobs, BlobDeletions deletions, SignedLinks links, TimeProvider time)
{
    /// <param name="CallbackUri">Where to tell that the new sound is there.</param>
    /// <param name="Body">What is to be said, plain text or SSML; at most 3000 characters, tags not counted.</param>
    /// <param name="VoiceUuid">A voice that has a finished model.</param>
    /// <param name="Title">Title of the clip, by which a list can be searched.</param>
    /// <param name="IsArchived">Kept with the clip, for whoever lists them.</param>
    /// <param name="SampleRate">Samples per second, in Hz.</param>
    /// <param name="Precision">The samples of a WAV; a FLAC has 16 bits for PCM_16 and otherwise 24.</param>
    /// <param name="OutputFormat">The kind of file.</param>
    /// <param name="IncludeTimestamps">Kept with the clip; its times are told in every answer once there is sound.</param>
    /// <param name="Suggestions">Whether the account's phonemes and term substitutions are applied.</param>
    /// <param name="Raw">Taken, and without effect: the sound is not there when this is answered.</param>
    /// <param name="IsPublic">Taken from older clients; changes nothing.</param>
    /// <param name="Model">Taken from other clients; a voice speaks with its own model.</param>
    /// <param name="UseHd">Taken from other clients; there is one quality.</param>
    public sealed record Request(
        [Required, Url, MaxLength(Fields.MaxCallbackUri)] string? CallbackUri,
        string? Body,
        string? VoiceUuid,
        [MaxLength(CreateClip.MaxTitle)] string? Title,
        [SentAs(typeof(bool))] JsonElement? IsArchived,
        [AllowedValues(8000, 16000, 22050, 24000, 32000, 44100, 48000)] int? SampleRate,
        [AllowedValues("PCM_32", "PCM_24", "PCM_16", "MULAW")] string? Precision,
        [AllowedValues("wav", "mp3", "ogg", "flac")] string? OutputFormat,
        [SentAs(typeof(bool))] JsonElement? IncludeTimestamps,
        [SentAs(typeof(bool))] JsonElement? Suggestions,
        [SentAs(typeof(bool))] JsonElement? Raw,
        [SentAs(typeof(bool))] JsonElement? IsPublic,
        string? Model,
        [SentAs(typeof(bool))] JsonElement? UseHd)
    {
        /// <summary>The same fields, of which none is a must.</summary>
        internal CreateClip.Request AsNew() => new(
            Body, VoiceUuid, Title, IsArchived, CallbackUri, SampleRate, Precision, OutputFormat, IncludeTimestamps, Raw, Suggestions,
            IsPublic, Model, UseHd);
    }

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapMethods("/projects/{project}/clips/{uuid}", ["PUT", "PATCH"], Handle).WithName(nameof(UpdateClip))
        .WithExample("""{"body":"Nobody ever recorded this sentence either.","callback_uri":"https://example.com/told"}""")
        .Refuses(409)
        .Calls(typeof(ClipCallback), "callback_uri", ClipCallback.Examples);

    private static Task<Answer<ClipView>> Handle(
        string project, string uuid, Request request, HttpRequest http, Account account, UpdateClip update, CancellationToken ct) =>
        update.Answer(project, uuid, request, http, account, ct);

    private async Task<Answer<ClipView>> Answer(
        string project, string uuid, Request request, HttpRequest http, Account account, CancellationToken ct)
    {
        if (await projects.Find(account.Id, project, ct) is null)
            return Refusal.NotFound("project");
        if (await clips.Find(project, uuid, ct) is not { } before)
            return Refusal.NotFound("clip");
        if (Refuse(request) is { } refusal)
            return refusal;
        var voice = await preparation.FindSpeakingVoice(account.Id, Fields.OrNone(request.VoiceUuid) ?? before.VoiceId, ct);
        var read = await renderer.Read(Change(before, request, voice), voice, ct);

        await using var unit = await db.Begin(ct);
        if (await voices.Lock(unit, voice.Id, ct) is null)
            return Refusal.NotFound("voice");
        if (await clips.Lock(unit, uuid, ct) is not { } now)
            return Refusal.NotFound("clip"); // deleted meanwhile
        var clip = Change(now, request, voice) with
        {
            Body = read.Body, // that of the row may have changed since it was read
            Suggestions = read.Suggestions,
            Issues = read.Issues,
            CharacterCount = read.CharacterCount,
        };
        await ClipTable.Change(unit, clip, ct);
        await subscriptions.Add(unit, uuid, Fields.OrNone(request.CallbackUri)!, links.BaseAddress(http), ct);
        await jobs.Cancel<RenderClip>(unit, Subject.Clip(uuid), ct); // who waited for it hears of the new one
        await jobs.Enqueue(unit, new RenderClip(uuid, voice.Id, clip.Version), ct);
        var row = (await clips.Lock(unit, uuid, ct))!;
        await unit.Commit();
        if (now.Blob is { } old)
            await deletions.Delete(old); // a crash just before leaves a blob that the sweep removes
        return views.Of(http, row);
    }

    private Clip Change(Clip clip, Request request, Voice voice) => clip with
    {
        VoiceId = voice.Id,
        Title = request.Title ?? clip.Title,
        Body = request.Body ?? clip.Body,
        IsArchived = Fields.Flag(request.IsArchived, clip.IsArchived),
        OutputFormat = Fields.OrNone(request.OutputFormat) is { } format ? SpeechFile.Format(format)! : clip.OutputFormat,
        Precision = Fields.OrNone(request.Precision)?.ToUpperInvariant() ?? clip.Precision,
        SampleRate = request.SampleRate ?? clip.SampleRate,
        IncludeTimestamps = Fields.Flag(request.IncludeTimestamps, clip.IncludeTimestamps),
        Suggestions = Fields.Flag(request.Suggestions, clip.Suggestions),
        Status = ClipStatus.Rendering,
        Version = clip.Version + 1,
        UpdatedAt = time.GetUtcNow(),
    };

    private static Refusal? Refuse(Request request) =>
        request.Body is not null
            && string.IsNullOrWhiteSpace(request.Body) ? Refusal.BadRequest(
                "invalid_body", "body: the text that is to be spoken, or none to keep the present one.")
        : Fields.OrNone(request.CallbackUri) is null
            ? Refusal.BadRequest(
                "invalid_callback_uri",
                "callback_uri: an update makes the sound anew, which takes a while; give an address that is told when it is there.")
        : CreateClip.RefuseShape(request.AsNew());
}
