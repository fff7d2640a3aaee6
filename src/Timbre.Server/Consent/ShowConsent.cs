using Timbre.Server.Accounts;
using Timbre.Server.Http;
using Timbre.Server.Voices;

namespace Timbre.Server.Consent;

/// <summary>
/// GET /voices/{uuid}/consent: what the speaker has to say, what became of it, and the signed records of every decision; also of a voice
/// that was erased.
/// </summary>
internal static class ShowConsent
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/voices/{uuid}/consent", Handle).WithName(nameof(ShowConsent));

    private static async Task<Answer<ConsentView>> Handle(
        string uuid, Account account, VoiceTable voices, ConsentViews views, CancellationToken ct) =>
        await voices.Find(account.Id, uuid, ct) is { } voice ? await views.Of(account, voice, ct)
        : await views.OfErased(account, uuid, ct) is { } erased ? erased
        : Refusal.NotFound("voice");
}
