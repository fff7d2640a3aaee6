using System.Data.Common;
using System.Text.Json;
using Timbre.Server.Clips;
using Timbre.Server.Clips.Rendering;
using Timbre.Server.Http;
using Timbre.Server.Jobs;
using Timbre.Server.Recordings.Upload;
using Timbre.Server.Voices;
using Timbre.Server.Webhooks;
using Timbre.Storage;
using Timbre.Storage.Blobs;

namespace Timbre.Server.Batches;

/// <summary>The job that says a batch's texts one after the other, and tells when it is through.</summary>
internal sealed record RenderBatch(string BatchId, string VoiceId) : IJob
{
    Subject IJob.Subject => Subject.Batch(BatchId);
}

/// <inheritdoc cref="RenderBatch"/>
/// <remarks>Limits are of batches, not of elements: another account's batch need not wait for the end of a long one.</remarks>
internal sealed class RenderBatchHandler(
    Database db, BatchTable batches, ClipTable clips, VoiceTable voices, ClipRenderer renderer, BatchViews views, CallbackTable callbacks,
    BlobFolder blobs, ILogger<RenderBatchHandler> log) : IJobHandler<RenderBatch>
{
    private const string OwnFault =
        "The sound could not be made for a reason inside the server. The operator finds it in the log; update the clip when it is mended.";

    public async Task Run(RenderBatch work, Job job, CancellationToken ct)
    {
        // What an earlier run has said has its row and is not said again; a crash costs the element that was being said.
        while (await batches.Next(work.BatchId, ct) is { } element)
            await Say(element, ct);
        await using var unit = await db.Begin(ct);
        await End(unit, job, ct);
        await unit.Commit();
    }

    public async Task Abandon(UnitOfWork unit, RenderBatch work, Job job, CancellationToken ct)
    {
        await unit.Execute(
            "update clips set status = 'failed', issues = @issues where batch_id = @Id and status = 'rendering' and version = 1",
            new { Id = work.BatchId, issues = SpokenClip.Json([OwnFault]) }, ct);
        await batches.Touch(unit, work.BatchId, ct);
        await End(unit, job, ct);
    }

    private async Task Say(Clip element, CancellationToken ct)
    {
        if (await voices.Find(element.VoiceId, ct) is not { } voice)
            throw new SupersededException(); // erased a moment ago, and this batch with it
        await using var fresh = new NewBlobs(blobs, voice.Id);
        SpokenClip? made = null;
        var issue = "";
        try
        {
            made = await renderer.Render(voice, element, fresh, ct);
        }
        catch (RefusedException refused)
        {
            issue = refused.Message;
        }
        catch (Exception problem) when (problem is not (OperationCanceledException or DbException))
        {
            log.LogError(problem, "Element {Place} of batch {Batch} failed", element.Place, element.BatchId);
            issue = OwnFault; // one bad element shall not cost the others their turn
        }

        await using var unit = await db.Begin(ct);
        await Subject.Batch(element.BatchId!).Lock(unit, db.Dialect, ct);
        if (!await batches.Pending(unit, element.Id, ct))
            return; // deleted or changed meanwhile
        if (made is null)
            await clips.Fail(unit, element.Id, issue, ct);
        else
            await clips.Finish(unit, element.Id, made, ct);
        await batches.Touch(unit, element.BatchId!, ct);
        await unit.Commit();
        fresh.Keep();
    }

    /// <summary>The end of the work and what is to be told of it, together.</summary>
    private async Task End(UnitOfWork unit, Job job, CancellationToken ct)
    {
        var subject = job.Subject;
        if (await subject.Lock(unit, db.Dialect, ct) is not null && await batches.Find(subject.Id, ct) is { CallbackUri: { } url } batch)
        {
            var body = JsonSerializer.Serialize(await views.WithClips(unit, batch.LinkBase, batch, ct), Wire.Options);
            await callbacks.Emit(unit, subject, url, "done", body, ct);
        }

        await JobTable.Complete(unit, job, ct);
    }
}
