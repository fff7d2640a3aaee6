using Timbre.Models.Analysis;
using Timbre.Storage;

namespace Timbre.Server.Recordings.Findings;

/// <summary>A row of findings.</summary>
public sealed record FindingRow
{
    public required string RecordingId { get; init; }

    /// <summary>0, 1, ... in the order of the report.</summary>
    public required int Place { get; init; }
    public required string Code { get; init; }

    /// <summary><c>fix</c>, <c>warn</c> or <c>note</c>.</summary>
    public required string Severity { get; init; }
    public required double StartSeconds { get; init; }
    public required double EndSeconds { get; init; }
    public required double Measured { get; init; }
    public required double Bound { get; init; }
    public required string Unit { get; init; }
    public required string Message { get; init; }
    public required string Remedy { get; init; }

    public Finding Finding =>
        new(Code, Enum.Parse<Severity>(Severity, ignoreCase: true), StartSeconds, EndSeconds, Measured, Bound, Unit, Message, Remedy);

    public static FindingRow Of(string recordingId, int place, Finding finding) => new()
    {
        RecordingId = recordingId,
        Place = place,
        Code = finding.Code,
        Severity = finding.Severity.ToString().ToLowerInvariant(),
        StartSeconds = ColumnValue.Of(finding.StartSeconds) ?? 0,
        EndSeconds = ColumnValue.Of(finding.EndSeconds) ?? 0,
        Measured = ColumnValue.Of(finding.Measured) ?? 0,
        Bound = ColumnValue.Of(finding.Bound) ?? 0,
        Unit = finding.Unit,
        Message = finding.Message,
        Remedy = finding.Remedy,
    };
}
