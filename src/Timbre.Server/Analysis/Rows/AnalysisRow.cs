using Timbre.Models.Analysis;

namespace Timbre.Server.Analysis.Rows;

/// <summary>A row of analyses: what is too large for every look at a recording.</summary>
public sealed record AnalysisRow
{
    public required string RecordingId { get; init; }

    /// <summary>JSON of <see cref="SoundConditions"/>.</summary>
    public required string Conditions { get; init; }

    /// <summary>JSON of the transcript's words at fault.</summary>
    public required string WordsAtFault { get; init; }

    /// <summary>Base 64 of the <see cref="Audio.Pictures.WaveformEnvelope"/>.</summary>
    public required string Waveform { get; init; }

    /// <summary>Base 64 of the levels of a <see cref="Audio.Pictures.SpectrogramThumbnail"/>.</summary>
    public required string Spectrogram { get; init; }
    public required int SpectrogramColumns { get; init; }
    public required double SpectrogramTopHz { get; init; }

    /// <summary>Base 64 of an <see cref="Audio.Fingerprints.AudioFingerprint"/>, by which copies are found.</summary>
    public string? Fingerprint { get; init; }
}

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
        StartSeconds = AnalysisTable.ToColumn(finding.StartSeconds) ?? 0,
        EndSeconds = AnalysisTable.ToColumn(finding.EndSeconds) ?? 0,
        Measured = AnalysisTable.ToColumn(finding.Measured) ?? 0,
        Bound = AnalysisTable.ToColumn(finding.Bound) ?? 0,
        Unit = finding.Unit,
        Message = finding.Message,
        Remedy = finding.Remedy,
    };
}

/// <summary>By what a recording is known again.</summary>
/// <param name="Fingerprint">Base 64.</param>
internal sealed record FingerprintRow(string Id, string Name, string Fingerprint);
