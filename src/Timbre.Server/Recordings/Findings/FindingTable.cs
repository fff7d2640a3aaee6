using Timbre.Models.Analysis;
using Timbre.Storage;

namespace Timbre.Server.Recordings.Findings;

/// <summary>What analyses have found about recordings.</summary>
internal sealed class FindingTable(Database db)
{
    private const int MaxFindings = 50;

    /// <summary>The findings of all of a voice's recordings, each one's in the order of its report.</summary>
    public static Task<IReadOnlyList<FindingRow>> OfVoice(UnitOfWork unit, string voiceId, CancellationToken ct) =>
        unit.Query<FindingRow>(
        "select findings.* from findings join recordings on recordings.id = recording_id where voice_id = @voiceId order by recording_id, "
            + "place",
        new { voiceId }, ct);

    /// <summary>The findings of some recordings, each one's in the order of its report.</summary>
    public async Task<ILookup<string, FindingRow>> Of(IReadOnlyCollection<string> recordingIds, CancellationToken ct)
    {
        var findings = new List<FindingRow>();
        foreach (var chunk in recordingIds.Chunk(IdList.MaxLength))
            findings.AddRange(
                await db.Query<FindingRow>(
                    $"select * from findings where recording_id in {IdList.Of(chunk, out var parameters)} order by recording_id, place",
                    parameters, ct));
        return findings.ToLookup(row => row.RecordingId);
    }

    /// <summary>The findings of one recording, in the order of its report.</summary>
    public static async Task<IEnumerable<Finding>> Of(UnitOfWork unit, string recordingId, CancellationToken ct) =>
        (await unit.Query<FindingRow>(
            "select * from findings where recording_id = @recordingId order by place", new { recordingId }, ct)).Select(row => row.Finding);

    /// <summary>Replaces the findings of a recording; of very many only the first are kept.</summary>
    public static async Task Save(UnitOfWork unit, Recording now, IReadOnlyList<Finding> findings, CancellationToken ct)
    {
        await unit.Execute("delete from findings where recording_id = @Id", new { now.Id }, ct);
        foreach (var (place, finding) in findings.Take(MaxFindings).Index())
        {
            await unit.Execute(
                """
                insert into findings (recording_id, place, code, severity, start_seconds, end_seconds, measured, bound, unit, message,
                    remedy)
                values (@RecordingId, @Place, @Code, @Severity, @StartSeconds, @EndSeconds, @Measured, @Bound, @Unit, @Message, @Remedy)
                """, FindingRow.Of(now.Id, place, finding), ct);
        }
    }
}
