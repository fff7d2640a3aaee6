using Timbre.Server.Analysis.Comparison;
using Timbre.Server.Analysis.Rows;
using Timbre.Server.Hosting;
using Timbre.Server.Jobs;
using Timbre.Storage;

namespace Timbre.Server.Analysis;

/// <summary>The job that analyses what is new or changed among a voice's recordings, until nothing is.</summary>
/// <param name="kind">The lane: of what somebody waits for, or of what is done anew.</param>
/// <param name="atOnce">Voices; how many recordings are in work at once <see cref="Limits.AnalysisCores"/> says.</param>
internal sealed class AnalyseRecordings(
    string kind, int atOnce, Database db, AnalysisTable table, VoiceAnalysis analysis, SpeakerCheck speakers,
    DuplicateCheck duplicates) : IIntentHandler
{
    public string Kind => kind;

    public int AtOnce => atOnce;

    public async Task Run(Intent intent, CancellationToken ct)
    {
        for (var asked = intent; asked is not null; asked = await AskedAgain(asked, ct))
        {
            // killed anywhere in here, the next run finds due what had not been written
            await analysis.Measure(intent.Subject.Id, null, ct);
            await speakers.Run(intent.Subject.Id, ct);
            await duplicates.Run(intent.Subject.Id, ct);
            await analysis.Transcribe(intent.Subject.Id, null, null, ct);
        }
    }

    /// <summary>Nobody waits for this work alone: a build tries again by itself, and says so when it fails.</summary>
    public Task GiveUp(UnitOfWork unit, Intent intent, CancellationToken ct) => Task.CompletedTask;

    /// <summary>
    /// The intent as somebody has renewed it meanwhile; otherwise null, and it is gone. Whoever renews it holds the voice's row as well:
    /// nobody can slip in between.
    /// </summary>
    private async Task<Intent?> AskedAgain(Intent intent, CancellationToken ct)
    {
        await using var unit = await db.Begin(ct);
        if (await intent.Subject.Lock(unit, db.Dialect, ct) is null)
            return null; // deleted, and the intent with it
        var now = await unit.First<Intent>("select * from intents where id = @Id", new { intent.Id }, ct);
        if (now is not null && (now.DueAt > intent.DueAt || await table.IsDue(unit, intent.Subject.Id, ct)))
            return now;

        await IntentTable.Remove(unit, intent.Id, ct);
        await unit.Commit();
        return null;
    }
}
