using Timbre.Server.Accounts;
using Timbre.Server.Http;
using Timbre.Server.Jobs;
using Timbre.Storage;

namespace Timbre.Server.Webhooks;

/// <summary>
/// GET .../callbacks of a voice, a clip or a batch: what was to be told of it, and how telling it went; the newest first.
/// </summary>
internal static class ListCallbacks
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/voices/{uuid}/callbacks", OfVoice).WithName(nameof(ListCallbacks)).WithSummary(
            "What was to be told of the voice, and how telling it went; the newest first.");
        api.MapGet(
            "/projects/{project}/clips/{uuid}/callbacks",
            OfClip).WithName("ListClipCallbacks").WithSummary(
                "What was to be told of the clip, and how telling it went; the newest first.");
        api.MapGet(
            "/projects/{project}/batch/{uuid}/callbacks",
            OfBatch).WithName("ListBatchCallbacks").WithSummary(
                "What was to be told of the batch, and how telling it went; the newest first.");
    }

    private static Task<PageAnswer<CallbackView>> OfVoice(
        string uuid, Paging paging, Account account, Database db, CallbackTable table, CancellationToken ct) =>
        Page(Subject.Voice(uuid), null, paging, account, db, table, ct);

    private static Task<PageAnswer<CallbackView>> OfClip(
        string project, string uuid, Paging paging, Account account, Database db, CallbackTable table, CancellationToken ct) =>
        Page(Subject.Clip(uuid), project, paging, account, db, table, ct);

    private static Task<PageAnswer<CallbackView>> OfBatch(
        string project, string uuid, Paging paging, Account account, Database db, CallbackTable table, CancellationToken ct) =>
        Page(Subject.Batch(uuid), project, paging, account, db, table, ct);

    private static async Task<PageAnswer<CallbackView>> Page(
        Subject subject, string? project, Paging paging, Account account, Database db, CallbackTable table, CancellationToken ct)
    {
        if (!await subject.IsOwnedBy(db, account.Id, project, ct))
            return Refusal.NotFound(subject.Kind);
        var (total, page) = await table.List(subject, paging.Offset, paging.PageSize, ct);
        return PageBody<CallbackView>.Of(paging, total, page);
    }
}
