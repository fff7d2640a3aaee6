using Timbre.Server.Analysis.Results;
using Timbre.Server.Jobs;
using Timbre.Server.Plumbing;
using Timbre.Storage;

namespace Timbre.Server.Analysis;

/// <summary>The job that analyses what is new or changed among a voice's recordings, until nothing is.</summary>
internal sealed class AnalyseRecordings(Database db, AnalysisTable table, VoiceAnalysis analysis) : IIntentHandler
{
    public string Kind => AnalysisPromise.Kind;

    /// <summary>Voices; how many recordings are in work at once <see cref="Limits.AnalysisCores"/> says.</summary>
    public int AtOnce => 4;

    public async Task Run(Intent intent, CancellationToken ct)
    {
        while (!await End(intent, ct))
        {
            // killed anywhere in here, the next run finds due what had not been written
            await analysis.Measure(intent.Subject.Id, null, ct);
            await analysis.Listen(intent.Subject.Id, null, null, ct);
        }
    }

    /// <summary>Nobody waits for this work alone: a build tries again by itself, and says so when it fails.</summary>
    public Task GiveUp(UnitOfWork unit, Intent intent, CancellationToken ct) => Task.CompletedTask;

    /// <summary>Ends the intent when nothing is left to do. Whoever adds a recording holds the voice's row as well: none can slip in between.</summary>
    private async Task<bool> End(Intent intent, CancellationToken ct)
    {
        await using var unit = await db.Begin(ct);
        if (await intent.Subject.Lock(unit, db.Dialect, ct) is null)
            return true; // deleted, and the intent with it
        if (await table.IsDue(unit, intent.Subject.Id, ct))
            return false;

        await IntentTable.Remove(unit, intent.Id, ct);
        await unit.Commit();
        return true;
    }
}
