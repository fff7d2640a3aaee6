using Timbre.Server.Jobs;
using Timbre.Server.Keys;
using Timbre.Server.Plumbing;
using Timbre.Server.Voices;

namespace Timbre.Server.Webhooks;

/// <summary>GET /voices/{uuid}/callbacks: what was to be told of the voice, and how telling it went; the newest first.</summary>
internal static class ListCallbacks
{
    public static void Map(IEndpointRouteBuilder voices) => voices.MapGet("/voices/{uuid}/callbacks", Handle).WithName(nameof(ListCallbacks))
        .Produces<PageBody<CallbackView>>();

    private static async Task<IResult> Handle(string uuid, Paging paging, Account account, VoiceTable voices, CallbackTable table, CancellationToken ct)
    {
        if (await voices.Find(account.Id, uuid, ct) is null)
            return Refusal.NotFound("voice").ToResult();

        var (total, page) = await table.List(Subject.Voice(uuid), paging.Offset, paging.PageSize, ct);
        return PageBody<CallbackView>.Of(paging, total, page);
    }
}
