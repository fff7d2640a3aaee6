using Timbre.Server.Clips.Rendering;
using Timbre.Server.Jobs;
using Timbre.Server.Keys;
using Timbre.Server.Plumbing;
using Timbre.Server.Plumbing.Links;
using Timbre.Server.Plumbing.Requests;
using Timbre.Server.Projects;
using Timbre.Server.Recordings.Upload;
using Timbre.Server.Speech;
using Timbre.Server.Voices;
using Timbre.Storage;

namespace Timbre.Server.Clips;

/// <summary>POST /projects/{project}/clips: with a <c>callback_uri</c> answered at once and told when there is sound, without one answered with the sound.</summary>
internal sealed class CreateClip(
    Database db, ProjectTable projects, VoiceTable voices, ClipTable clips, ClipRenderer renderer, ClipWaiters waiters, ClipViews views, IntentTable intents,
    BlobFolder blobs, SignedLinks links, Settings settings, TimeProvider time)
{
    public static void Map(IEndpointRouteBuilder api) => api.MapPost("/projects/{project}/clips", Handle).WithName(nameof(CreateClip));

    private static Task<Answer<ClipView>> Handle(string project, ClipRequest request, HttpRequest http, Account account, CreateClip create, CancellationToken ct) =>
        create.Answer(project, request, http, account, ct);

    private async Task<Answer<ClipView>> Answer(string project, ClipRequest request, HttpRequest http, Account account, CancellationToken ct)
    {
        if (await projects.Find(account.Id, project, ct) is null)
            return Refusal.NotFound("project");
        if (Refuse(request) is { } refusal)
            return refusal;
        if (await voices.Find(account.Id, request.VoiceUuid!, ct) is not { } voice)
            return Refusal.NotFound("voice");
        if (voice.ModelBlob is null)
            return Narrator.NotReady(voice);
        if (await clips.Count(project, ct) >= settings.Limits.MaxClipsPerProject)
            return Refusal.BadRequest("too_many_clips", $"This project has {settings.Limits.MaxClipsPerProject} clips, which is the limit: delete some first.");

        var clip = await New(account, project, request, ct);
        return Fields.OrNone(request.CallbackUri) is { } callback
            ? await Later(http, clip, callback, ct)
            : await Now(http, voice, clip, Fields.Flag(request.Raw, otherwise: false), ct);
    }

    private static Refusal? Refuse(ClipRequest request) =>
        string.IsNullOrWhiteSpace(request.Body) ? Refusal.BadRequest("invalid_body", "body: Expected 'body', the text that is to be spoken.")
        : string.IsNullOrWhiteSpace(request.VoiceUuid) ? Refusal.BadRequest("invalid_voice_uuid", "voice_uuid: the uuid of a finished voice is needed.")
        : request.RefuseShape();

    private async Task<Clip> New(Account account, string project, ClipRequest request, CancellationToken ct)
    {
        var suggestions = Fields.Flag(request.Suggestions, otherwise: false);
        var script = await renderer.Read(account.Id, request.Body!, suggestions, ct);
        var now = time.GetUtcNow();
        return new Clip
        {
            Id = Guid.NewGuid().ToString("N"),
            AccountId = account.Id,
            ProjectId = project,
            VoiceId = request.VoiceUuid!,
            Title = request.Title ?? "",
            Body = request.Body!,
            IsArchived = Fields.Flag(request.IsArchived, otherwise: false),
            OutputFormat = SpeechFile.Format(request.OutputFormat)!,
            Precision = Fields.OrNone(request.Precision)?.ToUpperInvariant() ?? ClipRequest.UsualPrecision,
            SampleRate = request.SampleRate ?? ClipRequest.UsualRateHz,
            IncludeTimestamps = Fields.Flag(request.IncludeTimestamps, otherwise: false),
            Suggestions = suggestions,
            Status = ClipStatus.Rendering,
            Issues = SpokenClip.Json(script.Issues),
            Version = 1,
            CharacterCount = ClipRenderer.Characters(script),
            CreatedAt = now,
            UpdatedAt = now,
        };
    }

    private async Task<Answer<ClipView>> Later(HttpRequest http, Clip clip, string callback, CancellationToken ct)
    {
        await using var unit = await db.Begin(ct);
        if (await Gone(unit, clip, ct) is { } refusal)
            return refusal;
        await ClipTable.Add(unit, clip, ct);
        await waiters.Add(unit, clip.Id, callback, links.Base(http), ct);
        await intents.Add(unit, RenderClip.Work, Subject.Clip(clip.Id), clip.VoiceId, clip.Version, null, ct);
        await unit.Commit();
        return views.Of(http, (await clips.Find(clip.Id, ct))!);
    }

    private async Task<Answer<ClipView>> Now(HttpRequest http, Voice voice, Clip clip, bool raw, CancellationToken ct)
    {
        using var fresh = new NewBlobs(blobs, voice.Id);
        var made = await renderer.Render(voice, clip, fresh, ct);
        await using var unit = await db.Begin(ct);
        if (await Gone(unit, clip, ct) is { } refusal)
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
            RawAudio = raw ? Convert.ToBase64String(await File.ReadAllBytesAsync(blobs.PathOf(made.Blob), ct)) : null,
        };
    }

    /// <summary>What may have been deleted since it was looked for.</summary>
    private async Task<Refusal?> Gone(UnitOfWork unit, Clip clip, CancellationToken ct) =>
        await voices.Lock(unit, clip.VoiceId, ct) is null ? Refusal.NotFound("voice")
        : await projects.Lock(unit, clip.AccountId, clip.ProjectId, ct) is null ? Refusal.NotFound("project")
        : null;
}
