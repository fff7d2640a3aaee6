using Timbre.Server.Jobs;
using Timbre.Storage;

namespace Timbre.Server.Analysis;

/// <summary>Promises that what is new or changed among a voice's recordings is analysed soon.</summary>
internal sealed class AnalysisPromise(IntentTable intents)
{
    /// <summary>The lane of what somebody waits for.</summary>
    public const string Kind = "analyse";

    /// <summary>
    /// The caller holds the voice's row, which keeps <see cref="AnalyseRecordings"/> from ending its intent at the same time.
    /// </summary>
    public async Task Promise(UnitOfWork unit, string voiceId, CancellationToken ct)
    {
        if (!await intents.Hurry(unit, Subject.Voice(voiceId), Kind, ct))
            await intents.Add(unit, Kind, voiceId, 0, null, ct);
    }
}
