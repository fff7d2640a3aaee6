using Timbre.Server.Accounts;
using Timbre.Server.Http;

namespace Timbre.Server.Terms.Phonemes;

/// <summary>GET /phonemes/{uuid}: one of the account's phonemes.</summary>
internal static class GetPhoneme
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/phonemes/{uuid}", Handle).WithName(nameof(GetPhoneme));

    private static async Task<Answer<PhonemeView>> Handle(string uuid, Account account, PhonemeTable phonemes, CancellationToken ct) =>
        await phonemes.Find(account.Id, uuid, ct) is { } phoneme ? PhonemeView.Of(phoneme) : Refusal.NotFound("phoneme");
}
