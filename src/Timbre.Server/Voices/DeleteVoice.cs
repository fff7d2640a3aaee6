using Timbre.Server.Jobs;
using Timbre.Server.Keys;
using Timbre.Server.Plumbing;
using Timbre.Server.Speech;
using Timbre.Storage;

namespace Timbre.Server.Voices;

/// <summary>DELETE /voices/{uuid}: the voice and everything of it, its work stopped, its traces overwritten.</summary>
internal static class DeleteVoice
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    public static void Map(IEndpointRouteBuilder voices) => voices.MapDelete("/voices/{uuid}", Handle).WithName(nameof(DeleteVoice));

    private static async Task<IResult> Handle(
        string uuid, Account account, Database db, VoiceTable table, RunningJobs running, VoiceModels models, BlobFolder blobs, TimeProvider time, ILogger<Voice> log)
    {
        var ct = CancellationToken.None; // once begun it is finished, also when the caller has gone
        if (await table.Find(account.Id, uuid, ct) is not { } voice)
            return Refusal.NotFound("voice").ToResult();

        await using (var unit = await db.Begin(ct))
        {
            await VoiceTable.Delete(unit, uuid, ct);
            await unit.Commit();
        }

        // a crash from here on leaves files that no row names: the sweep at the next start removes them
        models.Forget(voice.ModelBlob);
        running.Stop(uuid);
        var until = time.GetUtcNow() + Patience;
        while (running.Any(uuid) && time.GetUtcNow() < until)
            await Task.Delay(TimeSpan.FromMilliseconds(50), time, ct);
        blobs.DeleteAll(uuid);
        while (!await db.TruncateLog(ct) && time.GetUtcNow() < until)
            await Task.Delay(TimeSpan.FromMilliseconds(50), time, ct);
        if (running.Any(uuid))
            log.LogWarning("The work of a deleted voice has not stopped within {Seconds} s; what it writes is removed at the next start", Patience.TotalSeconds);
        return DoneBody.Of("Voice was deleted.");
    }
}
