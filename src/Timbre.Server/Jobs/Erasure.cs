using Timbre.Storage;

namespace Timbre.Server.Jobs;

/// <summary>What follows when rows are deleted: their work stops, their sound goes, their traces are overwritten.</summary>
/// <remarks>A crash before its end leaves files that no row names: the sweep at the next start removes them.</remarks>
internal sealed class Erasure(Database db, RunningJobs running, BlobFolder blobs, TimeProvider time, ILogger<Erasure> log)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan AskAgain = TimeSpan.FromMilliseconds(50);

    /// <summary>Everything of a voice: its folder goes as a whole.</summary>
    public Task FinishVoice(string voiceId) => Finish([voiceId], () => blobs.DeleteAll(voiceId));

    /// <param name="subjects">The ids of what is gone; no work is for them any more.</param>
    /// <param name="sounds">The blobs that their rows named.</param>
    public Task Finish(IReadOnlyCollection<string> subjects, IReadOnlyCollection<string> sounds) => Finish(subjects, () =>
    {
        foreach (var sound in sounds)
            blobs.Delete(sound);
    });

    private async Task Finish(IReadOnlyCollection<string> subjects, Action delete)
    {
        running.Stop(subjects);
        var until = time.GetUtcNow() + Patience;
        while (running.Any(subjects) && time.GetUtcNow() < until)
            await Task.Delay(AskAgain, time, CancellationToken.None);
        delete();
        while (!await db.TruncateLog(CancellationToken.None) && time.GetUtcNow() < until)
            await Task.Delay(AskAgain, time, CancellationToken.None);
        if (running.Any(subjects))
            log.LogWarning(
                "The work for what was deleted has not stopped within {Seconds} s; what it writes is removed at the next start",
                Patience.TotalSeconds);
    }
}
