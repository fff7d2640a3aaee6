using Timbre.Server.Jobs;
using Timbre.Server.Keys;
using Timbre.Server.Plumbing;
using Timbre.Server.Voices;
using Timbre.Storage;

namespace Timbre.Server.Webhooks;

/// <summary>POST /voices/{uuid}/callbacks/{id}/redeliver: the same body with the same id once more, to the voice's present callback_uri.</summary>
internal static class RedeliverCallback
{
    public static void Map(IEndpointRouteBuilder voices) =>
        voices.MapPost("/voices/{uuid}/callbacks/{id}/redeliver", Handle).WithName(nameof(RedeliverCallback));

    private static async Task<Answer<CallbackView>> Handle(string uuid, string id, Account account, Database db, VoiceTable voices, CallbackTable table, CancellationToken ct)
    {
        if (await voices.Find(account.Id, uuid, ct) is null)
            return Refusal.NotFound("voice");

        await using var unit = await db.Begin(ct);
        if (await voices.Lock(unit, uuid, ct) is not { } voice)
            return Refusal.NotFound("voice");
        if (await CallbackTable.Find(unit, Subject.Voice(uuid), id, ct) is not { } callback)
            return Refusal.NotFound("callback");
        await table.Redeliver(unit, callback, voice.CallbackUri ?? callback.Url, ct);
        var view = CallbackView.Of((await CallbackTable.Find(unit, Subject.Voice(uuid), id, ct))!, await CallbackTable.AttemptsOf(unit, id, ct));
        await unit.Commit();
        return view;
    }
}
