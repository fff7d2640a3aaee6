using Timbre.Models.Consent.Records;
using Timbre.Server.Accounts;
using Timbre.Server.Consent.Records;
using Timbre.Server.Http;
using Timbre.Server.Jobs;
using Timbre.Server.Voices;
using Timbre.Storage;

namespace Timbre.Server.Builds;

/// <summary>
/// DELETE /voices/{uuid}: the voice and everything of it, what it has said in clips and batches included; its work stopped, its traces
/// overwritten.
/// </summary>
internal static class DeleteVoice
{
    public static void Map(IEndpointRouteBuilder voices) => voices.MapDelete("/voices/{uuid}", Handle).WithName(nameof(DeleteVoice))
        .WithSummary(
            "Delete the voice and everything of it: recordings, consent, models, what it has said in clips and batches, the work under "
                + "way.");

    private static async Task<BodyAnswer<DoneBody>> Handle(
        string uuid, Account account, Database db, VoiceTable table, ConsentLedger ledger, VoiceModelEvents models, TimeProvider time,
        Erasure erasure)
    {
        var ct = CancellationToken.None; // once begun it is finished, also when the caller has gone
        if (await table.Find(account.Id, uuid, ct) is not { } voice)
            return Refusal.NotFound("voice");

        await using (var unit = await db.Begin(ct))
        {
            if (await table.Lock(unit, uuid, ct) is null)
                return Refusal.NotFound("voice");
            if (await ConsentLedger.Last(unit, ConsentEvent.NameOf(uuid), ct) is not null)
                // what proves that consent was given and withdrawn is all that stays
                await ledger.Append(unit, Erased(voice, time.GetUtcNow()), ct);
            await VoiceTable.Delete(unit, uuid, ct);
            await unit.Commit();
        }

        models.Retire(voice.ModelBlob);
        await erasure.FinishVoice(uuid);
        models.Retire(voice.ModelBlob); // somebody may have read the file just before it went
        return DoneBody.Of("Voice was deleted.");
    }

    private static ConsentEvent Erased(Voice voice, DateTimeOffset now) =>
        new(
            ConsentEvent.Erasure, now, voice.AccountId, ConsentEvent.NameOf(voice.Id), voice.Build, ConsentEvent.Erased,
            ConsentEvent.Erased);
}
