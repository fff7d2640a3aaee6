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
internal sealed class RenderBatch(
    Database db, BatchTable batches, ClipTable clips, VoiceTable voices, ClipRenderer renderer, BatchViews views, CallbackTable callbacks,
    BlobFolder blobs,
    ILogger<RenderBatch> log) : IIntentHandler
{
    public const string Work = "batch";
    private const string InternalError =
        "The sound could not be made for a reason inside the server. The operator finds it in the log; update the clip when it is mended.";

    public string Kind => Work;

    /// <summary>Batches, not elements: another account's batch need not wait for the end of a long one.</summary>
    public int AtOnce => 4;

    public async Task Run(Intent intent, CancellationToken ct)
    {
        // What an earlier run has said has its row and is not said again; a crash costs the element that was being said.
        while (await batches.Next(intent.Subject.Id, ct) is { } element)
            await Render(element, ct);
        await using var unit = await db.Begin(ct);
        await End(unit, intent, ct);
        await unit.Commit();
    }

    public async Task GiveUp(UnitOfWork unit, Intent intent, CancellationToken ct)
    {
        await unit.Execute(
            "update clips set status = 'failed', issues = @issues where batch_id = @Id and status = 'rendering' and version = 1",
            new { intent.Subject.Id, issues = SpokenClip.Json([InternalError]) }, ct);
        await batches.Touch(unit, intent.Subject.Id, ct);
        await End(unit, intent, ct);
    }

    private async Task Render(Clip element, CancellationToken ct)
    {
        if (await voices.Find(element.VoiceId, ct) is not { } voice)
            throw new OvertakenException(); // erased a moment ago, and this batch with it
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
            issue = InternalError; // one bad element shall not cost the others their turn
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
    private async Task End(UnitOfWork unit, Intent intent, CancellationToken ct)
    {
        var subject = intent.Subject;
        if (await subject.Lock(unit, db.Dialect, ct) is not null && await batches.Find(subject.Id, ct) is { CallbackUri: { } url } batch)
        {
            var body = JsonSerializer.Serialize(await views.WithClips(unit, batch.LinkBase, batch, ct), Wire.Options);
            await callbacks.Emit(unit, subject, url, "done", body, ct);
        }

        await IntentTable.Remove(unit, intent.Id, ct);
    }
}
