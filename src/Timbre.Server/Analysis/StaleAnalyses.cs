using Timbre.Server.Analysis.Rows;
using Timbre.Server.Jobs;
using Timbre.Server.Voices;
using Timbre.Storage;

namespace Timbre.Server.Analysis;

/// <summary>
/// Sees to it at every start that what an older version analysed, or none, is analysed anew: in a queue of its own, voice after voice, so
/// that nobody who waits waits for it.
/// </summary>
internal sealed class StaleAnalyses(
    Database db, VoiceTable voices, AnalysisTable analyses, JobTable jobs, ILogger<StaleAnalyses> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield(); // the server starts meanwhile
        try
        {
            await Enqueue(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // the next start looks again
        }
        catch (System.Data.Common.DbException problem)
        {
            log.LogWarning(problem, "Stale analyses could not be looked for; the next start tries again");
        }
    }

    /// <summary>Enqueues the analysis of what is not of today's version; how many voices that are.</summary>
    public async Task<int> Enqueue(CancellationToken ct)
    {
        var stale = await analyses.StaleVoices(ct);
        foreach (var voice in stale)
            await Enqueue(voice, ct);
        if (stale.Count > 0)
            log.LogInformation("The recordings of {Count} voices are analysed anew", stale.Count);
        return stale.Count;
    }

    private async Task Enqueue(string voiceId, CancellationToken ct)
    {
        await using var unit = await db.Begin(ct);
        if (await voices.Lock(unit, voiceId, ct) is null
            || await jobs.Exists<AnalyseRecordings>(unit, Subject.Voice(voiceId), ct)
            || await jobs.Exists<AnalyseRecordings>(unit, Subject.Voice(voiceId), ct, AnalyseRecordings.Stale))
            return;
        await jobs.Enqueue(unit, new AnalyseRecordings(voiceId, IsStale: true), ct);
        await unit.Commit();
    }
}
