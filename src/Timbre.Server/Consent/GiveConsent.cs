using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Timbre.Server.Accounts;
using Timbre.Server.Http;
using Timbre.Server.Voices;
using Timbre.Storage;
using Timbre.Storage.Blobs;

namespace Timbre.Server.Consent;

/// <summary>POST /voices/{uuid}/consent: another consent in the place of the last one; a voice that waited for it goes on.</summary>
internal sealed class GiveConsent(
    Database db, VoiceTable voices, ConsentUpload upload, NewConsent replacement, IBuilds builds, ConsentViews views,
    BlobDeletions deletions)
{
    /// <param name="Consent">The speaker saying the statement: a whole WAV file in standard base 64 (a `data:` URL is read too).</param>
    public sealed record Request([Required, Base64String, SentAs(typeof(string))] JsonElement? Consent);

    public static void Map(IEndpointRouteBuilder api) => api.MapPost("/voices/{uuid}/consent", Handle).WithName(nameof(GiveConsent))
        .WithExample("""{"consent":"UklGRiQAAABXQVZF..."}""")
        .Refuses(413, 507);

    private static Task<Answer<ConsentView>> Handle(
        string uuid, Request request, Account account, GiveConsent handler, CancellationToken ct) =>
        handler.Answer(uuid, request, account, ct);

    private async Task<Answer<ConsentView>> Answer(string uuid, Request request, Account account, CancellationToken ct)
    {
        if (await voices.Find(account.Id, uuid, ct) is null)
            return Refusal.NotFound("voice");
        var consent = upload.Read(request.Consent);
        if (consent is { HasAudio: false, Problem: null })
            return Refusal.BadRequest("invalid_consent", "consent: the speaker saying the statement is needed, a WAV file in base 64.");
        if (!upload.HasRoomFor(consent))
            return DiskSpace.Full;

        // a crash before the commit leaves a blob that the sweep removes
        var row = consent.HasAudio ? await upload.Store(uuid, consent, ct) : null;
        string? freed = null;
        await using (var unit = await db.Begin(ct))
        {
            if (await voices.Lock(unit, uuid, ct) is not { } voice)
                return Refusal.NotFound("voice"); // deleted meanwhile
            if (row is null)
                await replacement.Refuse(unit, voice, consent.Problem!, ct);
            else
            {
                freed = await replacement.Put(unit, row, ct);
                await builds.Notify(unit, uuid, BuildEvent.ConsentGiven, ct);
            }

            await unit.Commit();
        }

        if (freed is not null)
            await deletions.Delete(freed);
        var view = await views.Of(account, (await voices.Find(uuid, ct))!, ct);
        return consent.Problem is { } problem ? Refusal.BadRequest("consent_validation_failed", problem) with { Item = view } : view;
    }
}
