using Timbre.Server.Accounts;
using Timbre.Server.Http;

namespace Timbre.Server.Voices;

/// <summary>GET /voices: the account's voices, newest first.</summary>
internal static class ListVoices
{
    public static void Map(IEndpointRouteBuilder voices) => voices.MapGet("/voices", Handle).WithName(nameof(ListVoices))
        .WithQuery("advanced", typeof(bool), "true adds `model` to each voice.");

    private static async Task<PageAnswer<VoiceView>> Handle(
        Account account, Paging paging, HttpRequest request, VoiceTable table, VoiceViews views, CancellationToken ct)
    {
        var (total, page) = await table.List(account.Id, paging.Offset, paging.PageSize, ct);
        var items = new List<VoiceView>(page.Count);
        foreach (var voice in page)
            items.Add(await views.Of(voice, ct, GetVoice.Flag(request, "advanced")));
        return PageBody<VoiceView>.Of(paging, total, items);
    }
}
