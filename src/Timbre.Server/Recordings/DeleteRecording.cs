using Timbre.Server.Accounts;
using Timbre.Server.Http;
using Timbre.Server.Voices;
using Timbre.Storage;
using Timbre.Storage.Blobs;

namespace Timbre.Server.Recordings;

/// <summary>DELETE /voices/{voice}/recordings/{uuid}: the row, its sound, and their traces.</summary>
internal static class DeleteRecording
{
    private static readonly TimeSpan LogTruncationTimeout = TimeSpan.FromSeconds(5);

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapDelete("/voices/{voice}/recordings/{uuid}", Handle).WithName(nameof(DeleteRecording))
        .WithSummary("Delete the recording and its sound.");

    private static async Task<BodyAnswer<DoneBody>> Handle(
        string voice, string uuid, Account account, Database db, VoiceTable voices, IBuilds builds,
        BlobDeletions deletions, TimeProvider time)
    {
        var ct = CancellationToken.None; // once begun it is finished, also when the caller has gone
        if (await voices.Find(account.Id, voice, ct) is null)
            return Refusal.NotFound("voice");

        IReadOnlyList<string> freed;
        await using (var unit = await db.Begin(ct))
        {
            if (await voices.Lock(unit, voice, ct) is null || await RecordingTable.Find(unit, voice, uuid, ct) is not { } recording)
                return Refusal.NotFound("recording");
            freed = await RecordingTable.Delete(unit, recording, ct);
            if (recording.Source == Recording.FromDataset)
                await VoiceTable.ShrinkDataset(unit, voice, recording.Seconds, ct);
            await builds.Notify(unit, voice, BuildEvent.RecordingsChanged, ct); // what was a copy of it is none any more
            await unit.Commit();
        }

        // a crash from here on leaves files that no row names: the sweep at the next start removes them
        foreach (var blob in freed)
            await deletions.Delete(blob);
        var until = time.GetUtcNow() + LogTruncationTimeout;
        while (!await db.TruncateLog(ct) && time.GetUtcNow() < until)
            await Task.Delay(TimeSpan.FromMilliseconds(50), time, ct);
        return DoneBody.Of();
    }
}
