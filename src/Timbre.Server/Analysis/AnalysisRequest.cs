using Timbre.Server.Jobs;
using Timbre.Storage;

namespace Timbre.Server.Analysis;

/// <summary>Asks for the analysis of what is new or changed among a voice's recordings.</summary>
internal sealed class AnalysisRequest(JobTable jobs)
{
    /// <summary>
    /// The caller holds the voice's row, which keeps <see cref="AnalyseRecordingsHandler"/> from ending its job at the same time.
    /// </summary>
    public async Task Enqueue(UnitOfWork unit, string voiceId, CancellationToken ct)
    {
        if (!await jobs.RunNow<AnalyseRecordings>(unit, Subject.Voice(voiceId), ct))
            await jobs.Enqueue(unit, new AnalyseRecordings(voiceId), ct);
    }
}
