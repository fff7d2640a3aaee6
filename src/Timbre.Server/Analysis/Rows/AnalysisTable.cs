using System.Text.Json;
using Timbre.Models.Analysis;
using Timbre.Models.QualityEstimator;
using Timbre.Server.Http;
using Timbre.Server.Recordings;
using Timbre.Storage;

namespace Timbre.Server.Analysis.Rows;

/// <summary>What analyses have found, in its rows.</summary>
internal sealed class AnalysisTable(Database db, AnalysisVersion version, TimeProvider time)
{
    private const int MaxFindings = 50;
    private const int MaxParameters = 500;

    /// <summary>Figures beyond this are none that anything measures; a database and JSON know no infinity.</summary>
    private const double MaxMagnitude = 1e9;

    /// <summary>
    /// A list as both databases read it: what Dapper makes of one for PostgreSQL, SQLite does not know, and the other way round.
    /// </summary>
    private static string In(IEnumerable<string> ids, out Dictionary<string, object> parameters)
    {
        parameters = ids.Index().ToDictionary(pair => $"id{pair.Index}", pair => (object)pair.Item);
        return $"({string.Join(", ", parameters.Keys.Select(name => '@' + name))})";
    }

    private static string DueFor(AnalysisPart part) => part == AnalysisPart.Measures
        ? "(measured_by is null or measured_by <> @Measures)"
        : "(measured_by = @Measures and (transcribed_by is null or transcribed_by <> "
            + "@Transcripts))"; // one that has just come is measured first

    /// <summary>The voice's recordings that nobody has done this part of yet, or only another version.</summary>
    public Task<IReadOnlyList<Recording>> Due(string voiceId, AnalysisPart part, CancellationToken ct) => db.Query<Recording>(
        $"select * from recordings where voice_id = @voiceId and {DueFor(part)} order by created_at, id",
        new { voiceId, version.Measures, version.Transcripts }, ct);

    /// <summary>Whether any recording of the voice is due.</summary>
    public async Task<bool> IsAnyDue(string voiceId, AnalysisPart part, CancellationToken ct) => (await Due(voiceId, part, ct)).Count > 0;

    /// <summary>Voices with recordings that are due.</summary>
    public Task<IReadOnlyList<string>> StaleVoices(CancellationToken ct) => db.Query<string>(
        $"""
        select distinct voice_id from recordings
        where ({DueFor(AnalysisPart.Measures)} or {DueFor(AnalysisPart.Transcripts)})
        """, new { version.Measures, version.Transcripts }, ct);

    /// <summary>Whether anything of the voice's recordings is still to be done.</summary>
    public async Task<bool> IsDue(UnitOfWork unit, string voiceId, CancellationToken ct) => await unit.First<string>(
        $"""
        select id from recordings
        where voice_id = @voiceId and ({DueFor(AnalysisPart.Measures)} or {DueFor(AnalysisPart.Transcripts)}) limit 1
        """,
        new { voiceId, version.Measures, version.Transcripts }, ct) is not null;

    /// <summary>Of the recordings that training takes, as far as this version has measured them, the oldest first.</summary>
    public Task<IReadOnlyList<FingerprintRow>> FingerprintsOf(string voiceId, CancellationToken ct) => db.Query<FingerprintRow>(
        """
        select id, name, fingerprint from recordings join analyses on recording_id = id
        where voice_id = @voiceId and measured_by = @Measures and fingerprint is not null and is_active and not is_silent and not is_outlier
        order by created_at, id
        """, new { voiceId, version.Measures }, ct);

    public Task<AnalysisRow?> Find(string recordingId, CancellationToken ct) =>
        db.First<AnalysisRow>("select * from analyses where recording_id = @recordingId", new { recordingId }, ct);

    /// <summary>The findings of all of a voice's recordings, each one's in the order of its report.</summary>
    public static Task<IReadOnlyList<FindingRow>> FindingsOf(UnitOfWork unit, string voiceId, CancellationToken ct) =>
        unit.Query<FindingRow>(
        "select findings.* from findings join recordings on recordings.id = recording_id where voice_id = @voiceId order by recording_id, "
            + "place",
        new { voiceId }, ct);

    /// <summary>What there is of some recordings, by their ids.</summary>
    public static async Task<IReadOnlyDictionary<string, AnalysisRow>> RowsOf(
        UnitOfWork unit, IReadOnlyCollection<string> recordingIds, CancellationToken ct)
    {
        var rows = new List<AnalysisRow>();
        foreach (var chunk in recordingIds.Chunk(MaxParameters))
            rows.AddRange(
                await unit.Query<AnalysisRow>(
                    $"select * from analyses where recording_id in {In(chunk, out var parameters)}", parameters, ct));
        return rows.ToDictionary(row => row.RecordingId);
    }

    /// <summary>The findings of some recordings, each one's in the order of its report.</summary>
    public async Task<ILookup<string, FindingRow>> FindingsOf(IReadOnlyCollection<string> recordingIds, CancellationToken ct)
    {
        var findings = new List<FindingRow>();
        foreach (var chunk in recordingIds.Chunk(MaxParameters))
            findings.AddRange(
                await db.Query<FindingRow>(
                    $"select * from findings where recording_id in {In(chunk, out var parameters)} order by recording_id, place",
                    parameters, ct));
        return findings.ToLookup(row => row.RecordingId);
    }

    /// <summary>
    /// Writes what was measured of a recording as it is now. The caller's word on <c>is_active</c> stays; where there is none, the analysis
    /// decides.
    /// </summary>
    /// <param name="unit">The transaction, which holds the voice's row.</param>
    /// <param name="now">The recording's row in this transaction.</param>
    /// <param name="found">What was found.</param>
    /// <param name="ct">Ends the wait.</param>
    public async Task Save(UnitOfWork unit, Recording now, AnalysisResult found, CancellationToken ct)
    {
        await SaveReport(unit, now, found.Report, ct);
        await unit.Execute(
            """
            insert into analyses (
                recording_id, conditions, words_at_fault, waveform, spectrogram, spectrogram_columns, spectrogram_top_hz, fingerprint)
            values (@RecordingId, @Conditions, @WordsAtFault, @Waveform, @Spectrogram, @SpectrogramColumns, @SpectrogramTopHz, @Fingerprint)
            on conflict (recording_id) do update set
                conditions = excluded.conditions, words_at_fault = excluded.words_at_fault, waveform = excluded.waveform,
                spectrogram = excluded.spectrogram, spectrogram_columns = excluded.spectrogram_columns,
                spectrogram_top_hz = excluded.spectrogram_top_hz, fingerprint = excluded.fingerprint
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
                Fingerprint = Convert.ToBase64String(found.Fingerprint.ToBytes()),
            }, ct);
        await SpeakerTable.Save(unit, now.Id, found.Speaker, ct);
    }

    /// <summary>Writes what is said in a recording that was measured, and whatever else that changes in its report.</summary>
    /// <inheritdoc cref="Save(UnitOfWork, Recording, AnalysisResult, CancellationToken)"/>
    public async Task Save(UnitOfWork unit, Recording now, TranscriptionResult found, CancellationToken ct)
    {
        var transcript = found.Transcript is { Text.Length: > 0 } ? found.Transcript : null;
        await SaveReport(unit, now, found.Report, ct);
        await unit.Execute(
            "update recordings set transcript = @text, transcript_recognised = @isRecognised, transcript_confidence = @confidence, "
                + "transcribed_by = @Transcripts where id = @Id",
            new
            {
                now.Id,
                text = transcript?.Text,
                isRecognised = transcript?.IsRecognised,
                confidence = ToColumn(transcript?.Confidence, 4),
                version.Transcripts
            },
            ct);
        await unit.Execute(
            "update analyses set words_at_fault = @words where recording_id = @Id", new { now.Id, words = Words(found.Transcript) }, ct);
    }

    /// <summary>What an earlier analysis of this version found to be said; null where nothing was.</summary>
    public async Task<Transcript?> TranscriptOf(Recording recording, CancellationToken ct) =>
        recording.Transcript is not { } text ? null : new Transcript(
        text, recording.TranscriptRecognised ?? false, recording.TranscriptConfidence ?? 0,
        await Find(recording.Id, ct) is { } row
            ? JsonSerializer.Deserialize<IReadOnlyList<WordAtFault>>(row.WordsAtFault, Wire.Options)!
            : []);

    private static string Words(Transcript? transcript) => JsonSerializer.Serialize(transcript?.WordsAtFault ?? [], Wire.Options);

    /// <summary>Another finding of what only all recordings together tell, or none; the rest of the report stays as it is.</summary>
    /// <param name="unit">The transaction, which holds the voice's row.</param>
    /// <param name="now">The recording's row in this transaction.</param>
    /// <param name="code">What the finding is called.</param>
    /// <param name="found">The finding; null where there is none.</param>
    /// <param name="ct">Ends the wait.</param>
    public static async Task ReplaceFinding(UnitOfWork unit, Recording now, string code, Finding? found, CancellationToken ct)
    {
        var others = (await FindingsIn(unit, now.Id, ct)).Where(finding => finding.Code != code);
        var findings = BySeverity(found is null ? others : [.. others, found]);
        var scores = now is { StoiScore: { } stoi, PesqScore: { } pesq, SiDrScore: { } siSdr }
            ? new EstimatedScores(stoi, pesq, siSdr)
            : null;
        var isOutlier = findings.Exists(finding => finding.Code == FindingCodes.Outlier);
        await unit.Execute(
            "update recordings set resemble_sample_score = @score, is_outlier = @isOutlier, is_active = @isActive where id = @Id",
            new
            {
                now.Id,
                score = ToColumn(SampleScore.Of(scores, findings), 4),
                isOutlier,
                isActive = !isOutlier && (now.ActiveGiven ?? findings.TrueForAll(finding => finding.Severity < Severity.Fix)),
            }, ct);
        await SaveFindings(unit, now, findings, ct);
    }

    private static List<Finding> BySeverity(IEnumerable<Finding> findings) =>
        [.. findings.OrderByDescending(finding => finding.Severity).ThenBy(finding => finding.StartSeconds)];

    private static async Task<IEnumerable<Finding>> FindingsIn(UnitOfWork unit, string recordingId, CancellationToken ct) =>
        (await unit.Query<FindingRow>(
            "select * from findings where recording_id = @recordingId order by place", new { recordingId }, ct)).Select(row => row.Finding);

    private async Task SaveReport(UnitOfWork unit, Recording now, RecordingReport report, CancellationToken ct)
    {
        // of other recordings a report knows nothing
        var acrossRecordings = (await FindingsIn(unit, now.Id, ct)).Where(finding =>
            finding.Code is FindingCodes.Duplicate or FindingCodes.Outlier);
        var findings = BySeverity([.. report.Findings, .. acrossRecordings]);
        await unit.Execute(
            """
            update recordings set is_silent = @IsSilent, is_active = @isActive,
                stoi_score = @stoi, pesq_score = @pesq, si_dr_score = @siSdr, resemble_sample_score = @score,
                signal_to_noise_ratio = @snr, loudness_grade = @LoudnessGrade, measured_by = @Measures, analysed_at = @at
            where id = @Id
            """,
            new
            {
                now.Id,
                report.IsSilent,
                isActive = !now.IsOutlier && (now.ActiveGiven ?? report.IsUsable),
                stoi = ToColumn(report.Scores?.Stoi, 4),
                pesq = ToColumn(report.Scores?.PesqWb, 4),
                siSdr = ToColumn(report.Scores?.SiSdrDb, 3),
                score = ToColumn(SampleScore.Of(report.Scores, findings), 4),
                snr = ToColumn(report.Conditions.SignalToNoiseDb, 2),
                report.LoudnessGrade,
                version.Measures,
                at = time.GetUtcNow(),
            }, ct);
        await SaveFindings(unit, now, findings, ct);
    }

    private static async Task SaveFindings(UnitOfWork unit, Recording now, IReadOnlyList<Finding> findings, CancellationToken ct)
    {
        await unit.Execute("delete from findings where recording_id = @Id", new { now.Id }, ct);
        foreach (var (place, finding) in findings.Take(MaxFindings).Index())
        {
            await unit.Execute(
                """
                insert into findings (
                    recording_id, place, code, severity, start_seconds, end_seconds, measured, bound, unit, message, remedy)
                values (@RecordingId, @Place, @Code, @Severity, @StartSeconds, @EndSeconds, @Measured, @Bound, @Unit, @Message, @Remedy)
                """, FindingRow.Of(now.Id, place, finding), ct);
        }
    }

    /// <summary>As a column holds it: null for what is no number, and no infinity.</summary>
    public static double? ToColumn(double? value, int decimals =
        6) =>
            value is null || double.IsNaN(value.Value) ? null : Math.Round(Math.Clamp(value.Value, -MaxMagnitude, MaxMagnitude), decimals);
}
