using Timbre.Server.Analysis.Comparison;
using Timbre.Server.Analysis.Rows;
using Timbre.Server.Jobs;
using Timbre.Storage;

namespace Timbre.Server.Analysis;

/// <summary>The job that analyses what is new or changed among a voice's recordings, until nothing is.</summary>
/// <param name="VoiceId">Whose recordings.</param>
/// <param name="IsStale">Whether nobody waits for it: an older version has analysed them. Such work has a queue of its own, voice after
/// voice.</param>
internal sealed record AnalyseRecordings(string VoiceId, bool IsStale = false) : IJob
{
    /// <summary>The queue of what nobody waits for.</summary>
    public const string Stale = "stale";

    Subject IJob.Subject => Subject.Voice(VoiceId);

    string? IJob.Queue => IsStale ? Stale : null;
}

/// <inheritdoc cref="AnalyseRecordings"/>
/// <remarks>Limits are of voices; how many recordings are in work at once is the setting Limits:AnalysisCores.</remarks>
internal sealed class AnalyseRecordingsHandler(
    Database db, AnalysisTable table, VoiceAnalysis analysis, SpeakerCheck speakers, DuplicateCheck copies) : IJobHandler<AnalyseRecordings>
{
    public async Task Run(AnalyseRecordings work, Job job, CancellationToken ct)
    {
        for (var asked = job; asked is not null; asked = await AskedAgain(asked, ct))
        {
            // killed anywhere in here, the next run finds due what had not been written
            await analysis.Measure(work.VoiceId, null, ct);
            await speakers.Run(work.VoiceId, ct);
            await copies.Run(work.VoiceId, ct);
            await analysis.Transcribe(work.VoiceId, null, null, ct);
        }
    }

    /// <summary>Nobody waits for this work alone: a build tries again by itself, and says so when it fails.</summary>
    public Task Abandon(UnitOfWork unit, AnalyseRecordings work, Job job, CancellationToken ct) => Task.CompletedTask;

    /// <summary>
    /// The job as somebody has renewed it meanwhile; otherwise null, and it is gone. Whoever renews it holds the voice's row as well:
    /// nobody can slip in between.
    /// </summary>
    private async Task<Job?> AskedAgain(Job job, CancellationToken ct)
    {
        await using var unit = await db.Begin(ct);
        if (await job.Subject.Lock(unit, db.Dialect, ct) is null)
            return null; // deleted, and the job with it
        var now = await JobTable.Find(unit, job.Id, ct);
        if (now is not null && (now.DueAt > job.DueAt || await table.IsDue(unit, job.Subject.Id, ct)))
            return now;

        await JobTable.Complete(unit, job, ct);
        await unit.Commit();
        return null;
    }
}
