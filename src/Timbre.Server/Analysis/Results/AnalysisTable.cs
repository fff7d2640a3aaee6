using System.Text.Json;
using Timbre.Models.Analysis;
using Timbre.Server.Plumbing;
using Timbre.Server.Recordings;
using Timbre.Storage;

namespace Timbre.Server.Analysis.Results;

/// <summary>What analyses have found, in its rows.</summary>
internal sealed class AnalysisTable(Database db, AnalysisVersion version, TimeProvider time)
{
    private const int MostFindings = 50;
    private const int MostParameters = 500;

    /// <summary>Figures beyond this are none that anything measures; a database and JSON know no infinity.</summary>
    private const double Largest = 1e9;

    private static string DueFor(AnalysisPart part) => part == AnalysisPart.Measures
        ? "(measured_by is null or measured_by <> @Measures)"
        : "(transcribed_by is null or transcribed_by <> @Transcripts)";

    /// <summary>The voice's recordings that nobody has done this part of yet, or only another version.</summary>
    public Task<IReadOnlyList<Recording>> Due(string voiceId, AnalysisPart part, CancellationToken ct) => db.Query<Recording>(
        $"select * from recordings where voice_id = @voiceId and {DueFor(part)} order by created_at, id", new { voiceId, version.Measures, version.Transcripts }, ct);

    /// <summary>Whether anything of the voice's recordings is still to be done.</summary>
    public async Task<bool> IsDue(UnitOfWork unit, string voiceId, CancellationToken ct) => await unit.First<string>(
        $"select id from recordings where voice_id = @voiceId and ({DueFor(AnalysisPart.Measures)} or {DueFor(AnalysisPart.Transcripts)}) limit 1",
        new { voiceId, version.Measures, version.Transcripts }, ct) is not null;

    public Task<AnalysisRow?> Find(string recordingId, CancellationToken ct) =>
        db.First<AnalysisRow>("select * from analyses where recording_id = @recordingId", new { recordingId }, ct);

    /// <summary>The findings of some recordings, each one's in the order of its report.</summary>
    public async Task<ILookup<string, FindingRow>> FindingsOf(IReadOnlyCollection<string> recordingIds, CancellationToken ct)
    {
        var findings = new List<FindingRow>();
        foreach (var some in recordingIds.Chunk(MostParameters))
        {
            var ids = some.Index().ToDictionary(pair => $"id{pair.Index}", pair => (object)pair.Item); // a list that Dapper spells for one database, the other does not read
            findings.AddRange(await db.Query<FindingRow>($"select * from findings where recording_id in ({string.Join(", ", ids.Keys.Select(name => '@' + name))}) order by recording_id, place", ids, ct));
        }

        return findings.ToLookup(row => row.RecordingId);
    }

    /// <summary>Writes what was measured of a recording as it is now. The caller's word on <c>is_active</c> stays; where there is none, the analysis decides.</summary>
    /// <param name="unit">The transaction, which holds the voice's row.</param>
    /// <param name="now">The recording's row in this transaction.</param>
    /// <param name="found">What was found.</param>
    /// <param name="ct">Ends the wait.</param>
    public async Task Keep(UnitOfWork unit, Recording now, Examined found, CancellationToken ct)
    {
        await KeepReport(unit, now, found.Report, ct);
        await unit.Execute(
            """
            insert into analyses (recording_id, conditions, words_at_fault, waveform, spectrogram, spectrogram_columns, spectrogram_top_hz)
            values (@RecordingId, @Conditions, @WordsAtFault, @Waveform, @Spectrogram, @SpectrogramColumns, @SpectrogramTopHz)
            on conflict (recording_id) do update set conditions = excluded.conditions, words_at_fault = excluded.words_at_fault, waveform = excluded.waveform,
                spectrogram = excluded.spectrogram, spectrogram_columns = excluded.spectrogram_columns, spectrogram_top_hz = excluded.spectrogram_top_hz
            """,
            new AnalysisRow
            {
                RecordingId = now.Id,
                Conditions = JsonSerializer.Serialize(found.Report.Conditions, Wire.Options),
                WordsAtFault = Words(found.Report.Transcript),
                Waveform = Convert.ToBase64String((byte[])(Array)found.Waveform),
                Spectrogram = Convert.ToBase64String(found.Spectrogram.Levels),
                SpectrogramColumns = found.Spectrogram.Columns,
                SpectrogramTopHz = found.Spectrogram.TopHz,
            }, ct);
    }

    /// <summary>Writes what is said in a recording that was measured, and whatever else that changes in its report.</summary>
    /// <inheritdoc cref="Keep(UnitOfWork, Recording, Examined, CancellationToken)"/>
    public async Task Keep(UnitOfWork unit, Recording now, Heard found, CancellationToken ct)
    {
        var transcript = found.Transcript is { Text.Length: > 0 } ? found.Transcript : null;
        await KeepReport(unit, now, found.Report, ct);
        await unit.Execute(
            "update recordings set transcript = @text, transcript_recognised = @isRecognised, transcript_confidence = @confidence, transcribed_by = @Transcripts where id = @Id",
            new { now.Id, text = transcript?.Text, isRecognised = transcript?.IsRecognised, confidence = Figure(transcript?.Confidence), version.Transcripts }, ct);
        await unit.Execute("update analyses set words_at_fault = @words where recording_id = @Id", new { now.Id, words = Words(found.Transcript) }, ct);
    }

    /// <summary>What an earlier analysis of this version found to be said; null where nothing was.</summary>
    public async Task<Transcript?> TranscriptOf(Recording recording, CancellationToken ct) => recording.Transcript is not { } text ? null : new Transcript(
        text, recording.TranscriptRecognised ?? false, recording.TranscriptConfidence ?? 0,
        await Find(recording.Id, ct) is { } row ? JsonSerializer.Deserialize<IReadOnlyList<WordAtFault>>(row.WordsAtFault, Wire.Options)! : []);

    private static string Words(Transcript? transcript) => JsonSerializer.Serialize(transcript?.WordsAtFault ?? [], Wire.Options);

    private async Task KeepReport(UnitOfWork unit, Recording now, RecordingReport report, CancellationToken ct)
    {
        await unit.Execute(
            """
            update recordings set is_silent = @IsSilent, is_active = @isActive, stoi_score = @stoi, pesq_score = @pesq, si_dr_score = @siSdr, resemble_sample_score = @SampleScore,
                signal_to_noise_ratio = @snr, loudness_grade = @LoudnessGrade, measured_by = @Measures, analysed_at = @at
            where id = @Id
            """,
            new
            {
                now.Id,
                report.IsSilent,
                isActive = now.ActiveGiven ?? report.IsUsable,
                stoi = Figure(report.Scores?.Stoi),
                pesq = Figure(report.Scores?.PesqWb),
                siSdr = Figure(report.Scores?.SiSdrDb),
                report.SampleScore,
                snr = Figure(report.Conditions.SignalToNoiseDb),
                report.LoudnessGrade,
                version.Measures,
                at = time.GetUtcNow(),
            }, ct);
        await KeepFindings(unit, now, report.Findings, ct);
    }

    private static async Task KeepFindings(UnitOfWork unit, Recording now, IReadOnlyList<Finding> findings, CancellationToken ct)
    {
        await unit.Execute("delete from findings where recording_id = @Id", new { now.Id }, ct);
        foreach (var (place, finding) in findings.Take(MostFindings).Index())
        {
            await unit.Execute(
                """
                insert into findings (recording_id, place, code, severity, start_seconds, end_seconds, measured, bound, unit, message, remedy)
                values (@RecordingId, @Place, @Code, @Severity, @StartSeconds, @EndSeconds, @Measured, @Bound, @Unit, @Message, @Remedy)
                """, Row(now.Id, place, finding), ct);
        }
    }

    private static FindingRow Row(string recordingId, int place, Finding finding) => new()
    {
        RecordingId = recordingId,
        Place = place,
        Code = finding.Code,
        Severity = finding.Severity.ToString().ToLowerInvariant(),
        StartSeconds = finding.StartSeconds,
        EndSeconds = finding.EndSeconds,
        Measured = Figure(finding.Measured) ?? 0,
        Bound = Figure(finding.Bound) ?? 0,
        Unit = finding.Unit,
        Message = finding.Message,
        Remedy = finding.Remedy,
    };

    private static double? Figure(double? value) => value is null || double.IsNaN(value.Value) ? null : Math.Clamp(value.Value, -Largest, Largest);
}
