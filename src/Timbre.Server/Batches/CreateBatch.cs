using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Timbre.Server.Accounts;
using Timbre.Server.Clips;
using Timbre.Server.Http;
using Timbre.Server.Http.Links;
using Timbre.Server.Jobs;
using Timbre.Server.Projects;
using Timbre.Server.Speech;
using Timbre.Server.Voices;
using Timbre.Storage;

namespace Timbre.Server.Batches;

/// <summary>
/// POST /projects/{project}/batch: many texts for one voice, said one after the other; each becomes a clip of the project.
/// </summary>
internal sealed class CreateBatch(
    Database db, ProjectTable projects, VoiceTable voices, ClipTable clips, SpeechPreparation preparation, JobTable jobs, BatchViews views,
    SignedLinks links, BatchLimits limits, ClipLimits clipLimits, SpeechLimits speechLimits, TimeProvider time)
{
    /// <param name="Body">The texts, or pairs of a title and a text; at most 1000, each of at most 3000 characters, tags not
    /// counted.</param>
    /// <param name="VoiceUuid">A voice that has a finished model.</param>
    /// <param name="CallbackUri">Where to tell that all of them are done.</param>
    /// <param name="SampleRate">Samples per second, in Hz.</param>
    /// <param name="Precision">The samples of a WAV; a FLAC has 16 bits for PCM_16 and otherwise 24.</param>
    /// <param name="OutputFormat">The kind of file.</param>
    public sealed record Request(
        [Required, SentAs(typeof(string[]))] JsonElement? Body,
        [Required] string? VoiceUuid,
        [Url, MaxLength(Fields.MaxCallbackUri)] string? CallbackUri,
        [AllowedValues(8000, 16000, 22050, 24000, 32000, 44100, 48000), DefaultValue(CreateClip.DefaultRateHz)] int? SampleRate,
        [AllowedValues("PCM_32", "PCM_24", "PCM_16", "MULAW"), DefaultValue(CreateClip.DefaultPrecision)] string? Precision,
        [AllowedValues("wav", "mp3", "ogg", "flac"), DefaultValue("wav")] string? OutputFormat);

    public static void Map(IEndpointRouteBuilder api) => api.MapPost("/projects/{project}/batch", Handle).WithName(nameof(CreateBatch))
        .WithExample(
            """{"voice_uuid":"5f0c9f6f1c2a4c4c8d2f1f0b6a3e7d21","body":["The first text.","The second text."],"output_format":"wav"}""")
        .Refuses(404, 409)
        .Calls(typeof(BatchView), "callback_uri", ("done", Done));

    private static Task<Answer<BatchView>> Handle(
        string project, Request request, HttpRequest http, Account account, CreateBatch create, CancellationToken ct) =>
        create.Answer(project, request, http, account, ct);

    private async Task<Answer<BatchView>> Answer(string project, Request request, HttpRequest http, Account account, CancellationToken ct)
    {
        if (await projects.Find(account.Id, project, ct) is null)
            return Refusal.NotFound("project");
        if (Refuse(request) is { } refusal)
            return refusal;
        var elements = BatchElements.Read(request.Body, limits.MaxBatchElements, speechLimits.MaxSpeechCharacters);
        var voice = await preparation.FindSpeakingVoice(account.Id, request.VoiceUuid!, ct);
        if (await clips.Count(project, ct) + elements.Count > clipLimits.MaxClipsPerProject)
            return Refusal.BadRequest(
                "too_many_clips",
                $"This project would have more than {clipLimits.MaxClipsPerProject} clips, which is the limit: delete some first.");

        var batch = New(account, project, request, links.BaseAddress(http), time.GetUtcNow());
        await using var unit = await db.Begin(ct);
        if (await voices.Lock(unit, voice.Id, ct) is null)
            return Refusal.NotFound("voice"); // deleted meanwhile
        if (await projects.Lock(unit, account.Id, project, ct) is null)
            return Refusal.NotFound("project");
        await BatchTable.Add(unit, batch, ct);
        for (var position = 0; position < elements.Count; position++)
            await ClipTable.Add(unit, Element(batch, request, elements[position], position), ct);
        await jobs.Enqueue(unit, new RenderBatch(batch.Id, voice.Id), ct);
        await unit.Commit();
        return await views.Of(batch, ct);
    }

    private static Refusal? Refuse(Request request) =>
        SpeechRules.RefuseVoice(request.VoiceUuid)
        ?? Fields.Address("callback_uri", Fields.OrNone(request.CallbackUri), Fields.MaxCallbackUri)
        ?? SpeechRules.RefuseFile(request.SampleRate, request.Precision, request.OutputFormat);

    private static Batch New(Account account, string project, Request request, string linkBase, DateTimeOffset now) => new()
    {
        Id = Guid.NewGuid().ToString("N"),
        AccountId = account.Id,
        ProjectId = project,
        VoiceId = request.VoiceUuid!,
        CallbackUri = Fields.OrNone(request.CallbackUri),
        LinkBase = linkBase,
        CreatedAt = now,
        UpdatedAt = now,
    };

    private static Clip Element(Batch batch, Request request, (string Title, string Text) element, int position) => new()
    {
        Id = Guid.NewGuid().ToString("N"),
        AccountId = batch.AccountId,
        ProjectId = batch.ProjectId,
        VoiceId = batch.VoiceId,
        BatchId = batch.Id,
        Place = position,
        Title = element.Title,
        Body = element.Text,
        IsArchived = false,
        OutputFormat = SpeechFile.Format(request.OutputFormat)!,
        Precision = Fields.OrNone(request.Precision)?.ToUpperInvariant() ?? CreateClip.DefaultPrecision,
        SampleRate = request.SampleRate ?? CreateClip.DefaultRateHz,
        IncludeTimestamps = false,
        Suggestions = false,
        Status = ClipStatus.Rendering,
        Issues = "[]",
        Version = 1,
        CharacterCount = BatchElements.Characters(element.Text),
        CreatedAt = batch.CreatedAt,
        UpdatedAt = batch.CreatedAt,
    };

    private const string Done =
        """
        {"uuid":"9c0c9f6f1c2a4c4c8d2f1f0b6a3e7d21","body":[["","The first text."],["","你好"]],
         "voice_uuid":"5f0c9f6f1c2a4c4c8d2f1f0b6a3e7d21","total_count":2,"completed_count":1,"failed_count":1,
         "created_at":"2026-01-01T00:00:00.000Z","updated_at":"2026-01-01T00:00:02.000Z",
         "callback_uri":"https://example.com/told","clips":[]}
        """;
}
