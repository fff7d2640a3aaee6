using Timbre.Server.Accounts;
using Timbre.Server.Http;

namespace Timbre.Server.Terms.Substitutions;

/// <summary>GET /term_substitutions/{uuid}: one of the account's term substitutions.</summary>
internal static class GetSubstitution
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/term_substitutions/{uuid}", Handle).WithName(nameof(GetSubstitution));

    private static async Task<Answer<SubstitutionView>> Handle(
        string uuid, Account account, SubstitutionTable substitutions, CancellationToken ct) =>
        await substitutions.Find(account.Id, uuid, ct) is { } substitution
            ? SubstitutionView.Of(substitution)
            : Refusal.NotFound("term substitution");
}
