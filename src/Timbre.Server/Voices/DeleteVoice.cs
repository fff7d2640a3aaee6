using Timbre.Server.Jobs;
using Timbre.Server.Keys;
using Timbre.Server.Plumbing;
using Timbre.Server.Speech;
using Timbre.Storage;

namespace Timbre.Server.Voices;

/// <summary>DELETE /voices/{uuid}: the voice and everything of it, what it has said in clips and batches included; its work stopped, its traces overwritten.</summary>
internal static class DeleteVoice
{
    public static void Map(IEndpointRouteBuilder voices) => voices.MapDelete("/voices/{uuid}", Handle).WithName(nameof(DeleteVoice))
        .WithSummary("Delete the voice and everything of it: recordings, consent, models, what it has said in clips and batches, the work under way.")
        .Produces<DoneBody>();

    private static async Task<IResult> Handle(
        string uuid, Account account, Database db, VoiceTable table, VoiceModels models, Erasure erasure)
    {
        var ct = CancellationToken.None; // once begun it is finished, also when the caller has gone
        if (await table.Find(account.Id, uuid, ct) is not { } voice)
            return Refusal.NotFound("voice").ToResult();

        await using (var unit = await db.Begin(ct))
        {
            await VoiceTable.Delete(unit, uuid, ct);
            await unit.Commit();
        }

        models.Forget(voice.ModelBlob);
        await erasure.FinishVoice(uuid);
        models.Forget(voice.ModelBlob); // somebody may have read the file just before it went
        return DoneBody.Of("Voice was deleted.");
    }
}
