using Timbre.Server.Accounts;
using Timbre.Server.Analysis.Data;
using Timbre.Server.Analysis.Rows;
using Timbre.Server.Http;
using Timbre.Server.Recognition;
using Timbre.Server.Recordings;
using Timbre.Server.Recordings.Findings;
using Timbre.Server.Voices;
using Timbre.Storage;

namespace Timbre.Server.Analysis.Report;

/// <summary>GET /voices/{uuid}/analysis: what the voice's recordings are like, all together and one by one.</summary>
internal sealed class GetAnalysis(Database db, RecordingViews views, DataPolicy policy, RecogniserInUse recogniser)
{
    /// <summary>The report on a voice's recordings: a summary of all of them, and a page of the single ones, oldest first.</summary>
    /// <param name="Success">true.</param>
    /// <param name="Page">This page, from 1.</param>
    /// <param name="NumPages">How many pages there are, at least 1.</param>
    /// <param name="PageCount">The same as `num_pages`.</param>
    /// <param name="PageSize">How many items a full page has.</param>
    /// <param name="TotalCount">How many recordings there are on all pages.</param>
    /// <param name="TotalResults">The same as `total_count`.</param>
    /// <param name="Summary">All recordings together, on every page the same.</param>
    /// <param name="Distributions">How each figure is spread over all recordings.</param>
    /// <param name="Items">The recordings of this page.</param>
    public sealed record Report(
        bool Success,
        int Page,
        int NumPages,
        int PageCount,
        int PageSize,
        int TotalCount,
        int TotalResults,
        AnalysisSummary Summary,
        IReadOnlyList<Distribution> Distributions,
        IReadOnlyList<RecordingReportView> Items);

    public static void Map(IEndpointRouteBuilder voices) => voices.MapGet("/voices/{uuid}/analysis", Handle).WithName(nameof(GetAnalysis));

    private static async Task<BodyAnswer<Report>> Handle(
        string uuid, Account account, Paging paging, HttpRequest request, VoiceTable voices, GetAnalysis handler, CancellationToken ct) =>
        await voices.Find(account.Id, uuid, ct) is { } voice
            ? await handler.Read(voice, paging, request, ct)
            : Refusal.NotFound("voice");

    private async Task<Report> Read(Voice voice, Paging paging, HttpRequest request, CancellationToken ct)
    {
        await using var snapshot = await db.Snapshot(ct);
        var all = await RecordingTable.All(snapshot, voice.Id, ct);
        var findings = await FindingTable.OfVoice(snapshot, voice.Id, ct);
        var missing = DataMinimum.Of(voice, policy).Missing(TrainingData.Count(all, voice.DatasetSeconds));
        var page = all.Skip(paging.Offset).Take(paging.PageSize).ToList();
        var rows = await AnalysisTable.RowsOf(snapshot, [.. page.Select(recording => recording.Id)], ct);
        var pages = paging.PagesOf(all.Count);
        return new Report(
            true, paging.Page, pages, pages, paging.PageSize, all.Count, all.Count,
            AnalysisSummary.Of(voice, all, findings, missing, recogniser.State().Name), Distributions(all),
            [.. views.Of(request, page, findings)
                .Zip(page, (view, recording) => RecordingReportView.Of(view, rows.GetValueOrDefault(recording.Id)))]);
    }

    private static List<Distribution> Distributions(IReadOnlyList<Recording> all) =>
    [
        Distribution.Of("stoi_score", "", 0, 1, all.Select(recording => recording.StoiScore)),
        Distribution.Of("pesq_score", "", 1, 5, all.Select(recording => recording.PesqScore)),
        Distribution.Of("si_dr_score", "dB", -20, 40, all.Select(recording => recording.SiDrScore)),
        Distribution.Of("resemble_sample_score", "", 0, 1, all.Select(recording => recording.ResembleSampleScore)),
        Distribution.Of("signal_to_noise_ratio", "dB", -20, 100, all.Select(recording => recording.SignalToNoiseRatio)),
        Distribution.Of("duration", "s", 0, 60, all.Select(recording => (double?)recording.Seconds)),
    ];
}
