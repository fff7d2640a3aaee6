using Timbre.Server.Accounts;
using Timbre.Server.Http;
using Timbre.Server.Jobs;
using Timbre.Server.Voices;
using Timbre.Storage;

namespace Timbre.Server.Webhooks;

/// <summary>POST .../callbacks/{id}/redeliver of a voice, a clip or a batch: the same body with the same id once more.</summary>
internal static class RedeliverCallback
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/voices/{uuid}/callbacks/{id}/redeliver", OfVoice).WithName(nameof(RedeliverCallback))
            .WithSummary("Send the same body with the same id once more, to the voice's present callback_uri.");
        api.MapPost("/projects/{project}/clips/{uuid}/callbacks/{id}/redeliver", OfClip).WithName("RedeliverClipCallback")
            .WithSummary("Send the same body with the same id once more, to the address that asked for it.");
        api.MapPost("/projects/{project}/batch/{uuid}/callbacks/{id}/redeliver", OfBatch).WithName("RedeliverBatchCallback")
            .WithSummary("Send the same body with the same id once more, to the address that asked for it.");
    }

    private static async Task<Answer<CallbackView>> OfVoice(
        string uuid, string id, Account account, Database db, VoiceTable voices, CallbackTable table, CancellationToken ct) =>
        await voices.Find(account.Id, uuid, ct) is { } voice
            ? await Send(Subject.Voice(uuid), id, voice.CallbackUri, db, table, ct)
            : Refusal.NotFound("voice");

    private static async Task<Answer<CallbackView>> OfClip(
        string project, string uuid, string id, Account account, Database db, CallbackTable table, CancellationToken ct) =>
        await Subject.Clip(uuid).IsOwnedBy(db, account.Id, project, ct)
            ? await Send(Subject.Clip(uuid), id, null, db, table, ct)
            : Refusal.NotFound("clip");

    private static async Task<Answer<CallbackView>> OfBatch(
        string project, string uuid, string id, Account account, Database db, CallbackTable table, CancellationToken ct) =>
        await Subject.Batch(uuid).IsOwnedBy(db, account.Id, project, ct)
            ? await Send(Subject.Batch(uuid), id, null, db, table, ct)
            : Refusal.NotFound("batch");

    private static async Task<Answer<CallbackView>> Send(
        Subject subject, string id, string? url, Database db, CallbackTable table, CancellationToken ct)
    {
        await using var unit = await db.Begin(ct);
        if (await subject.Lock(unit, db.Dialect, ct) is null)
            return Refusal.NotFound(subject.Kind); // deleted meanwhile
        if (await CallbackTable.Find(unit, subject, id, ct) is not { } callback)
            return Refusal.NotFound("callback");
        await table.Redeliver(unit, callback, url ?? callback.Url, ct);
        var view = CallbackView.Of((await CallbackTable.Find(unit, subject, id, ct))!, await CallbackTable.AttemptsOf(unit, id, ct));
        await unit.Commit();
        return view;
    }
}
