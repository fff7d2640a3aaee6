using Timbre.Server.Http;
using Timbre.Server.Projects;
using Timbre.Server.Recordings.Upload;
using Timbre.Server.Speech;
using Timbre.Server.Voices;
using Timbre.Storage;
using Timbre.Storage.Blobs;

namespace Timbre.Server.Clips.Rendering;

/// <summary>Keeps what was said directly as a clip of a project.</summary>
internal sealed class DirectClips(
    Database db, ProjectTable projects, VoiceTable voices, ClipTable clips, BlobFolder blobs, DiskSpace disk, ClipLimits limits,
    TimeProvider time)
{
    /// <summary>Why nothing can be kept there.</summary>
    public async Task<Refusal?> Refuse(string accountId, string projectId, CancellationToken ct) =>
        await projects.Find(accountId, projectId, ct) is null ? Refusal.NotFound("project")
        : await clips.Count(projectId, ct) >= limits.MaxClipsPerProject
            ? Refusal.BadRequest(
                "too_many_clips",
                $"project_uuid: this project has {limits.MaxClipsPerProject} clips, which is the limit: delete some first.")
        : null;

    /// <summary>Stores the file and its row.</summary>
    /// <exception cref="RefusedException">Voice or project have been deleted meanwhile, or the disk is full.</exception>
    public async Task Save(
        string projectId, Synthesize.Request request, PreparedSpeech speech, WholeSpeech whole, byte[] file, CancellationToken ct)
    {
        if (!disk.HasRoomFor(file.Length))
            throw new RefusedException(DiskSpace.Full);
        var clip = New(projectId, request, speech);
        await using var fresh = new NewBlobs(blobs, clip.VoiceId);
        // a crash before the row's commit leaves a blob that the sweep removes
        var blob = await fresh.Put(new MemoryStream(file), $".{clip.OutputFormat}", ct);
        var made = SpokenClip.Of(blob.Name, speech, whole);
        await using var unit = await db.Begin(ct);
        if (await voices.Lock(unit, clip.VoiceId, ct) is null)
            throw new RefusedException(Refusal.NotFound("voice"));
        if (await projects.Lock(unit, clip.AccountId, projectId, ct) is null)
            throw new RefusedException(Refusal.NotFound("project"));
        await ClipTable.Add(unit, clip, ct);
        await clips.Finish(unit, clip.Id, made, ct);
        await unit.Commit();
        fresh.Keep();
    }

    private Clip New(string projectId, Synthesize.Request request, PreparedSpeech speech)
    {
        var id = Guid.NewGuid().ToString("N");
        var now = time.GetUtcNow();
        return new Clip
        {
            Id = id,
            AccountId = speech.Voice.AccountId,
            ProjectId = projectId,
            VoiceId = speech.Voice.Id,
            Title = string.IsNullOrWhiteSpace(request.Title) ? $"Direct Synthesis {id}" : request.Title,
            Body = request.Data!,
            IsArchived = false,
            OutputFormat = SpeechFile.Format(request.OutputFormat)!,
            Precision = string.IsNullOrEmpty(request.Precision) ? CreateClip.DefaultPrecision : request.Precision.ToUpperInvariant(),
            SampleRate = speech.RateHz,
            IncludeTimestamps = true,
            Suggestions = request.ApplyCustomPronunciations == true,
            Status = ClipStatus.Rendering,
            Issues = SpokenClip.Json(speech.Script.Issues),
            Version = 1,
            CharacterCount = speech.Characters,
            CreatedAt = now,
            UpdatedAt = now,
        };
    }
}
