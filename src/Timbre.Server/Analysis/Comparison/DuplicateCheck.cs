using Timbre.Audio.Fingerprints;
using Timbre.Models.Analysis;
using Timbre.Server.Analysis.Rows;
using Timbre.Server.Recordings;
using Timbre.Server.Recordings.Findings;
using Timbre.Server.Voices;
using Timbre.Storage;

namespace Timbre.Server.Analysis.Comparison;

/// <summary>Warns of what a voice's recordings hold twice, and takes the warning back where the other one is gone.</summary>
internal sealed class DuplicateCheck(Database db, VoiceTable voices, AnalysisTable table, AnalysisBounds bounds)
{
    /// <summary>Compares all that are measured; may run twice, and writes only what has changed.</summary>
    public async Task Run(string voiceId, CancellationToken ct)
    {
        var prints = await table.FingerprintsOf(voiceId, ct);
        var found = await Task.Run(() => Find(prints, ct), ct);
        await using var unit = await db.Begin(ct);
        if (await voices.Lock(unit, voiceId, ct) is null)
            return;

        var known = (await FindingTable.OfVoice(unit, voiceId, ct)).Where(finding => finding.Code == FindingCodes.Duplicate)
            .ToDictionary(finding => finding.RecordingId);
        foreach (var id in found.Keys.Union(known.Keys))
        {
            var (before, now) = (known.GetValueOrDefault(id)?.Finding, found.GetValueOrDefault(id));
            if (!Same(before, now) && await RecordingTable.Find(unit, voiceId, id, ct) is { } recording)
                await AnalysisTable.ReplaceFinding(unit, recording, FindingCodes.Duplicate, now, ct);
        }

        await unit.Commit();
    }

    /// <summary>As far as the rows tell.</summary>
    private static bool Same(Finding? one, Finding? other) =>
        one is null || other is null ? one is null && other is null : FindingRow.Of("", 0, one) == FindingRow.Of("", 0, other);

    private Dictionary<string, Finding> Find(IEnumerable<FingerprintRow> prints, CancellationToken ct)
    {
        var duplicates = new DuplicateDetector(bounds);
        var found = new Dictionary<string, Finding>();
        foreach (var print in prints)
        {
            ct.ThrowIfCancellationRequested();
            if (duplicates.Add(print.Name, AudioFingerprint.FromBytes(Convert.FromBase64String(print.Fingerprint))) is { } duplicate)
                found[print.Id] = duplicate;
        }

        return found;
    }
}
