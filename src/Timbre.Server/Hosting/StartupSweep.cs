using Timbre.Server.Builds;
using Timbre.Server.Training;
using Timbre.Storage;
using Timbre.Storage.Blobs;

namespace Timbre.Server.Hosting;

/// <summary>
/// Removes at every start what a crash or an unfinished deletion has left among the blobs: those that no row names, checkpoints of builds
/// under way excepted.
/// </summary>
internal sealed class StartupSweep(Database db, BlobDeletions deletions, TimeProvider time, ILogger<StartupSweep> log) : BackgroundService
{
    /// <summary>File times run a few milliseconds behind the clock.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromMilliseconds(100);

    /// <summary>
    /// What is younger may be work in progress, whose row is still to come; what is older is left over, because a folder has one server at
    /// a time.
    /// </summary>
    private readonly DateTime _before = time.GetUtcNow().UtcDateTime - Margin;

    public async Task<int> Sweep(CancellationToken ct)
    {
        HashSet<string> named;
        await using (var unit = await db.Snapshot(ct))
        {
            named = await Schema.Blobs(unit, db.Dialect, ct);
            named.UnionWith((await BuildTable.UnderWay(unit, ct)).Select(build => CheckpointStore.NameOf(build.VoiceId, build.Number)));
        }

        return await deletions.Sweep(named, _before, ct);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield(); // the server starts meanwhile
        try
        {
            if (await Sweep(stoppingToken) is var removed and > 0)
                log.LogInformation("Removed {Count} left-over blobs", removed);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or System.Data.Common.DbException)
        {
            log.LogWarning(problem, "Left-over blobs could not be removed; the next start tries again");
        }
    }
}
