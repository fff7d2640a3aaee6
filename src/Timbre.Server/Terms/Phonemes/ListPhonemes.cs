using Timbre.Server.Accounts;
using Timbre.Server.Http;

namespace Timbre.Server.Terms.Phonemes;

/// <summary>GET /phonemes: the account's phonemes, newest first.</summary>
internal static class ListPhonemes
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/phonemes", Handle).WithName(nameof(ListPhonemes));

    private static async Task<PageAnswer<PhonemeView>> Handle(Account account, Paging paging, PhonemeTable phonemes, CancellationToken ct)
    {
        var (total, page) = await phonemes.List(account.Id, paging.Offset, paging.PageSize, ct);
        return PageBody<PhonemeView>.Of(paging, total, [.. page.Select(PhonemeView.Of)]);
    }
}
