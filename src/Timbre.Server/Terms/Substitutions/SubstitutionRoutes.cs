using Timbre.Server.Accounts;
using Timbre.Server.Http;
using Resource = Timbre.Server.Terms.TermResource<
    Timbre.Server.Terms.Substitutions.Substitution,
    Timbre.Server.Terms.Substitutions.CreateSubstitutionRequest,
    Timbre.Server.Terms.Substitutions.SubstitutionView>;

namespace Timbre.Server.Terms.Substitutions;

/// <summary>
/// The routes below <c>/term_substitutions</c>; request delegates are generated at compile time for handlers without type parameters.
/// </summary>
internal static class SubstitutionRoutes
{
    public static void Map(IEndpointRouteBuilder api) => SubstitutionKind.Instance.Describe(
        api.MapPost("/term_substitutions", Create),
        api.MapGet("/term_substitutions", List),
        api.MapGet("/term_substitutions/{uuid}", Get),
        api.MapDelete("/term_substitutions/{uuid}", Delete));

    private static Task<Answer<SubstitutionView>> Create(
        CreateSubstitutionRequest request, Account account, Resource terms, CancellationToken ct) =>
        terms.Create(request, account, ct);

    private static Task<PageAnswer<SubstitutionView>> List(Account account, Paging paging, Resource terms, CancellationToken ct) =>
        terms.List(account, paging, ct);

    private static Task<Answer<SubstitutionView>> Get(string uuid, Account account, Resource terms, CancellationToken ct) =>
        terms.Get(uuid, account, ct);

    private static Task<BodyAnswer<DoneBody>> Delete(string uuid, Account account, Resource terms, CancellationToken ct) =>
        terms.Delete(uuid, account, ct);
}
