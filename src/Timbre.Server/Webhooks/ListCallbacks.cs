using Timbre.Server.Accounts;
using Timbre.Server.Batches;
using Timbre.Server.Clips;
using Timbre.Server.Http;
using Timbre.Server.Jobs;
using Timbre.Server.Projects;
using Timbre.Server.Voices;

namespace Timbre.Server.Webhooks;

/// <summary>
/// GET .../callbacks of a voice, a clip or a batch: what was to be told of it, and how telling it went; the newest first.
/// </summary>
internal static class ListCallbacks
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/voices/{uuid}/callbacks", OfVoice).WithName(nameof(ListCallbacks)).WithSummary(
            "What was to be told of the voice, and how telling it went; the newest first.")
            .Produces<PageBody<CallbackView>>();
        api.MapGet(
            "/projects/{project}/clips/{uuid}/callbacks",
            OfClip).WithName("ListClipCallbacks").WithSummary("What was to be told of the clip, and how telling it went; the newest first.")
            .Produces<PageBody<CallbackView>>();
        api.MapGet(
            "/projects/{project}/batch/{uuid}/callbacks",
            OfBatch).WithName("ListBatchCallbacks").WithSummary(
                "What was to be told of the batch, and how telling it went; the newest first.")
            .Produces<PageBody<CallbackView>>();
    }

    private static async Task<IResult> OfVoice(
        string uuid, Paging paging, Account account, VoiceTable voices, CallbackTable table, CancellationToken ct) =>
        await voices.Find(account.Id, uuid, ct) is null
            ? Refusal.NotFound("voice").ToResult()
            : await Page(Subject.Voice(uuid), paging, table, ct);

    private static async Task<IResult> OfClip(
        string project, string uuid, Paging paging, Account account, ProjectTable projects, ClipTable clips, CallbackTable table,
        CancellationToken ct) =>
        await projects.Find(account.Id, project, ct) is null
            || await clips.Find(project, uuid, ct) is null ? Refusal.NotFound("clip").ToResult()
        : await Page(Subject.Clip(uuid), paging, table, ct);

    private static async Task<IResult> OfBatch(
        string project, string uuid, Paging paging, Account account, ProjectTable projects, BatchTable batches, CallbackTable table,
        CancellationToken ct) =>
        await projects.Find(account.Id, project, ct) is null
            || await batches.Find(project, uuid, ct) is null ? Refusal.NotFound("batch").ToResult()
        : await Page(Subject.Batch(uuid), paging, table, ct);

    private static async Task<IResult> Page(Subject subject, Paging paging, CallbackTable table, CancellationToken ct)
    {
        var (total, page) = await table.List(subject, paging.Offset, paging.PageSize, ct);
        return PageBody<CallbackView>.Of(paging, total, page);
    }
}
