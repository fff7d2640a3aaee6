using Timbre.Server.Http;
using Timbre.Server.Jobs;
using Timbre.Server.Recordings.Upload;
using Timbre.Server.Voices;
using Timbre.Storage;
using Timbre.Storage.Blobs;

namespace Timbre.Server.Clips.Rendering;

/// <summary>The job that gives a clip its sound and tells whoever waits for it.</summary>
internal sealed record RenderClip(string ClipId, string VoiceId, int Version) : IJob
{
    Subject IJob.Subject => Subject.Clip(ClipId);
}

/// <inheritdoc cref="RenderClip"/>
/// <remarks>More run than speak at once, so that a gap that one leaves (writing, encoding) is another's.</remarks>
internal sealed class RenderClipHandler(
    Database db, ClipTable clips, VoiceTable voices, ClipRenderer renderer, ClipSubscriptions subscriptions,
    BlobFolder blobs) : IJobHandler<RenderClip>
{
    private const string OwnFault =
        "The sound could not be made for a reason inside the server, several times. " +
        "The operator finds it in the log; update the clip when it is mended.";

    public async Task Run(RenderClip work, Job job, CancellationToken ct)
    {
        if (await clips.Find(work.ClipId, ct) is not { Status: ClipStatus.Rendering } clip || clip.Version != work.Version
            || await voices.Find(clip.VoiceId, ct) is not { } voice)
        {
            await End(work, job, (_, _) => Task.CompletedTask, ct);
            return; // deleted or changed meanwhile, or an earlier run died after its commit
        }

        await using var fresh = new NewBlobs(blobs, voice.Id);
        SpokenClip made;
        try
        {
            made = await renderer.Render(voice, clip, fresh, ct);
        }
        catch (RefusedException refused)
        {
            await End(work, job, (unit, current) => clips.Fail(unit, current.Id, refused.Message, ct), ct);
            return;
        }

        if (await End(work, job, (unit, current) => clips.Finish(unit, current.Id, made, ct), ct))
            fresh.Keep();
    }

    public async Task Abandon(UnitOfWork unit, RenderClip work, Job job, CancellationToken ct)
    {
        if (await Current(unit, work, ct) is not { } clip)
            return;
        await clips.Fail(unit, clip.Id, OwnFault, ct);
        await subscriptions.Notify(unit, (await clips.Lock(unit, clip.Id, ct))!, ct);
    }

    /// <summary>
    /// The result, what is to be told of it and the end of the work, together; false when another rendering has been asked for meanwhile.
    /// </summary>
    private async Task<bool> End(RenderClip work, Job job, Func<UnitOfWork, Clip, Task> how, CancellationToken ct)
    {
        await using var unit = await db.Begin(ct);
        var current = await Current(unit, work, ct);
        if (current is not null)
        {
            await how(unit, current);
            await subscriptions.Notify(unit, (await clips.Lock(unit, current.Id, ct))!, ct);
        }

        await JobTable.Complete(unit, job, ct);
        await unit.Commit();
        return current is not null;
    }

    private async Task<Clip?> Current(UnitOfWork unit, RenderClip work, CancellationToken ct) =>
        await clips.Lock(unit, work.ClipId, ct) is { Status: ClipStatus.Rendering } clip && clip.Version == work.Version ? clip : null;
}
