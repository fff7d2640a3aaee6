using Timbre.Server.Accounts;
using Timbre.Server.Http;
using Resource = Timbre.Server.Terms.TermResource<
    Timbre.Server.Terms.Phonemes.Phoneme,
    Timbre.Server.Terms.Phonemes.CreatePhonemeRequest,
    Timbre.Server.Terms.Phonemes.PhonemeView>;

namespace Timbre.Server.Terms.Phonemes;

/// <summary>
/// The routes below <c>/phonemes</c>; request delegates are generated at compile time for handlers without type parameters.
/// </summary>
internal static class PhonemeRoutes
{
    public static void Map(IEndpointRouteBuilder api) => PhonemeKind.Instance.Describe(
        api.MapPost("/phonemes", Create),
        api.MapGet("/phonemes", List),
        api.MapGet("/phonemes/{uuid}", Get),
        api.MapDelete("/phonemes/{uuid}", Delete));

    private static Task<Answer<PhonemeView>> Create(CreatePhonemeRequest request, Account account, Resource terms, CancellationToken ct) =>
        terms.Create(request, account, ct);

    private static Task<PageAnswer<PhonemeView>> List(Account account, Paging paging, Resource terms, CancellationToken ct) =>
        terms.List(account, paging, ct);

    private static Task<Answer<PhonemeView>> Get(string uuid, Account account, Resource terms, CancellationToken ct) =>
        terms.Get(uuid, account, ct);

    private static Task<BodyAnswer<DoneBody>> Delete(string uuid, Account account, Resource terms, CancellationToken ct) =>
        terms.Delete(uuid, account, ct);
}
