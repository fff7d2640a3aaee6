using Timbre.Models.Consent.Records;
using Timbre.Server.Accounts;
using Timbre.Server.Consent.Records;
using Timbre.Server.Consent.Verification;
using Timbre.Server.Http;
using Timbre.Server.Jobs;
using Timbre.Server.Voices;
using Timbre.Storage;
using Timbre.Storage.Blobs;

namespace Timbre.Server.Consent;

/// <summary>
/// DELETE /voices/{uuid}/consent: the consent is withdrawn. The voice falls silent everywhere, a build under way ends, and the record says
/// when.
/// </summary>
internal sealed class RevokeConsent(
    Database db, VoiceTable voices, ConsentLedger ledger, IBuilds builds, ConsentViews views, VoiceModelEvents models, RunningJobs running,
    BlobDeletions deletions, TimeProvider time)
{
    public static void Map(IEndpointRouteBuilder api) => api.MapDelete("/voices/{uuid}/consent", Handle).WithName(nameof(RevokeConsent));

    private static Task<Answer<ConsentView>> Handle(string uuid, Account account, RevokeConsent handler) =>
        handler.Answer(uuid, account);

    private async Task<Answer<ConsentView>> Answer(string uuid, Account account)
    {
        var ct = CancellationToken.None; // once begun it is finished, also when the caller has gone
        if (await voices.Find(account.Id, uuid, ct) is null)
            return Refusal.NotFound("voice");

        string? sound;
        await using (var unit = await db.Begin(ct))
        {
            if (await voices.Lock(unit, uuid, ct) is not { } voice)
                return Refusal.NotFound("voice"); // deleted meanwhile
            if (voice.ConsentStatus == ConsentStatus.Revoked)
                return await views.Of(account, voice, ct); // withdrawn before

            var consent = await ConsentTable.Of(unit, uuid, ct);
            sound = consent?.Blob;
            await Record(unit, voice, consent, ct);
            await ConsentFingerprintTable.Revoke(unit, uuid, ct);
            await VoiceTable.Permit(unit, uuid, null, ct);
            await builds.Notify(
                unit, uuid, BuildEvent.ConsentRevoked, ct,
                "The speaker's consent was withdrawn. Send a new one, and build the voice again.");
            await unit.Commit();
            models.Retire(voice.ModelBlob);
        }

        running.Stop([uuid]); // what trains or speaks for it; whoever asks the gate again is refused anyway
        if (sound is not null)
            await deletions.Delete(sound);
        return await views.Of(account, (await voices.Find(uuid, ct))!, ct);
    }

    /// <summary>Writes the withdrawal into the ledger, and in the place of the consent.</summary>
    private async Task Record(UnitOfWork unit, Voice voice, ConsentRow? consent, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var withdrawal = new ConsentEvent(
            ConsentEvent.Revocation, now, voice.AccountId, ConsentEvent.NameOf(voice.Id), voice.Build, ConsentEvent.Withdrawn,
            ConsentEvent.Withdrawn)
        {
            AudioSha256 = string.IsNullOrEmpty(consent?.Sha256) ? null : consent.Sha256,
        };
        await ledger.Append(unit, withdrawal, ct);
        var row = new ConsentRow
        {
            VoiceId = voice.Id,
            Sha256 = consent?.Sha256 ?? "",
            Seconds = 0,
            Status = ConsentStatus.Revoked,
            CreatedAt = now,
        };
        await ConsentTable.Save(unit, row, ct);
    }
}
