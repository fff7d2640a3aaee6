using Timbre.Server.Accounts;
using Timbre.Server.Http;

namespace Timbre.Server.Terms.Substitutions;

/// <summary>GET /term_substitutions: the account's term substitutions, newest first.</summary>
internal static class ListSubstitutions
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/term_substitutions", Handle).WithName(nameof(ListSubstitutions));

    private static async Task<PageAnswer<SubstitutionView>> Handle(
        Account account, Paging paging, SubstitutionTable substitutions, CancellationToken ct)
    {
        var (total, page) = await substitutions.List(account.Id, paging.Offset, paging.PageSize, ct);
        return PageBody<SubstitutionView>.Of(paging, total, [.. page.Select(SubstitutionView.Of)]);
    }
}
