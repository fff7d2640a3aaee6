using Timbre.Models.Analysis;
using Timbre.Models.SpeakerEncoder;
using Timbre.Server.Analysis.Rows;
using Timbre.Server.Recordings;
using Timbre.Server.Recordings.Findings;
using Timbre.Server.Voices;
using Timbre.Storage;

namespace Timbre.Server.Analysis.Comparison;

/// <summary>
/// Leaves out of a voice what somebody else says than in most of its recordings, and takes that back where most of them are another's now.
/// </summary>
internal sealed class SpeakerCheck(
    Database db, VoiceTable voices, SpeakerTable speakers, IBuilds builds, SpeakerComparer comparer, AnalysisBounds bounds)
{
    private const string Fix = "fix";

    /// <summary>Compares all that are measured and would be used; may run twice, and writes only what has changed.</summary>
    public async Task Run(string voiceId, CancellationToken ct)
    {
        var recorded = await speakers.Of(voiceId, ct);
        var unusable = (await db.Query<string>(
            "select distinct recording_id from findings join recordings on recordings.id = recording_id where voice_id = @voiceId and "
                + "severity = @Fix and code <> @Outlier",
            new { voiceId, Fix, FindingCodes.Outlier }, ct)).ToHashSet();
        var candidates = recorded.Where(one => one.Recording.ActiveGiven ?? !unusable.Contains(one.Recording.Id)).ToList();
        var found = await Task.Run(
            () =>
                OutlierFindings.Of(
                    comparer, [.. candidates.Select(one => (one.Recording.Id, one.Embedding, one.Recording.Seconds))],
                    bounds),
            ct);
        await using var unit = await db.Begin(ct);
        if (await voices.Lock(unit, voiceId, ct) is null)
            return;

        var changed = false;
        var known = (await FindingTable.OfVoice(unit, voiceId, ct)).Where(finding => finding.Code == FindingCodes.Outlier)
            .ToDictionary(finding => finding.RecordingId);
        foreach (var recording in await RecordingTable.All(unit, voiceId, ct))
        {
            var now = found.GetValueOrDefault(recording.Id);
            if (recording.IsOutlier == now is not null && known.ContainsKey(recording.Id) == now is not null)
                continue;
            await AnalysisTable.ReplaceFinding(unit, recording, FindingCodes.Outlier, now, ct);
            changed = true;
        }

        if (!changed)
            return;
        await builds.Notify(unit, voiceId, BuildEvent.RecordingsAnalysed, ct);
        await unit.Commit();
    }
}
