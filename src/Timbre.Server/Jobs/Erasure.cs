using Timbre.Storage;
using Timbre.Storage.Blobs;

namespace Timbre.Server.Jobs;

/// <summary>What follows when rows are deleted: their work stops, their sound goes, their traces are overwritten.</summary>
/// <remarks>A crash before its end leaves files that no row names: the sweep at the next start removes them.</remarks>
internal sealed class Erasure(
    Database db, RunningJobs running, BlobFolder blobs, BlobDeletions deletions, TimeProvider time, ILogger<Erasure> log)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan AskAgain = TimeSpan.FromMilliseconds(50);

    /// <summary>Everything of a voice, also what a backup under way has not written yet.</summary>
    public Task FinishVoice(string voiceId) => Finish([voiceId], () => blobs.Delete(BlobName.PrefixOf(voiceId)));

    /// <param name="subjects">The ids of what is gone; no work is for them any more.</param>
    /// <param name="sounds">The blobs that their rows named.</param>
    public Task Finish(IReadOnlyCollection<string> subjects, IReadOnlyCollection<string> sounds) => Finish(subjects, async () =>
    {
        foreach (var sound in sounds)
            await deletions.Delete(sound);
    });

    private async Task Finish(IReadOnlyCollection<string> subjects, Func<Task> delete)
    {
        running.Stop(subjects);
        var until = time.GetUtcNow() + Patience;
        while (running.Any(subjects) && time.GetUtcNow() < until)
            await Task.Delay(AskAgain, time, CancellationToken.None);
        await delete();
        while (!await db.TruncateLog(CancellationToken.None) && time.GetUtcNow() < until)
            await Task.Delay(AskAgain, time, CancellationToken.None);
        if (running.Any(subjects))
            log.LogWarning(
                "The work for what was deleted has not stopped within {Seconds} s; what it writes is removed at the next start",
                Patience.TotalSeconds);
    }
}
