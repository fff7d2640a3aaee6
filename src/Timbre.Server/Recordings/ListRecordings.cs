using Timbre.Server.Accounts;
using Timbre.Server.Http;
using Timbre.Server.Voices;

namespace Timbre.Server.Recordings;

/// <summary>GET /voices/{voice}/recordings: the voice's recordings, uploaded and from its dataset, oldest first.</summary>
internal static class ListRecordings
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/voices/{voice}/recordings", Handle).WithName(nameof(ListRecordings));

    private static async Task<PageAnswer<RecordingView>> Handle(
        string voice, Account account, Paging paging, HttpRequest request, VoiceTable voices, RecordingTable recordings,
        RecordingViews views, CancellationToken ct)
    {
        if (await voices.Find(account.Id, voice, ct) is null)
            return Refusal.NotFound("voice");
        var (total, page) = await recordings.List(voice, paging.Offset, paging.PageSize, ct);
        return PageBody<RecordingView>.Of(paging, total, await views.Of(request, page, ct));
    }
}
