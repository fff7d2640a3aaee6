using Timbre.Models.QualityEstimator;
using Timbre.Models.SpeakerEncoder;
using Timbre.Server.Analysis.Comparison;
using Timbre.Server.Analysis.Data;
using Timbre.Server.Analysis.Report;
using Timbre.Server.Analysis.Rows;
using Timbre.Server.Configuration;
using Timbre.Server.Jobs;

namespace Timbre.Server.Analysis;

/// <summary>What recordings are like: measured once they are here, asked for whenever somebody wants to know.</summary>
internal static class AnalysisModule
{
    public static void AddAnalysis(this IServiceCollection to, SettingsReader settings) => to
        .AddSingleton(settings.Limits<AnalysisLimits>())
        .AddSingleton(settings.Policies<DataPolicy>())
        .AddSingleton(BoundsCheck.Read(settings))
        .AddSingleton(_ => Encoder.Load())
        .AddSingleton(_ => Estimator.Load())
        .AddSingleton<SpeakerComparer>()
        .AddSingleton<AnalysisVersion>()
        .AddSingleton<AnalysisTable>()
        .AddSingleton<AnalysisRequest>()
        .AddSingleton<RecordingAnalysis>()
        .AddSingleton<VoiceAnalysis>()
        .AddSingleton<SpeakerTable>()
        .AddSingleton<SpeakerCheck>()
        .AddSingleton<DuplicateCheck>()
        .AddSingleton<TrainingDataChecks>()
        .AddSingleton<GetAnalysis>()
        .AddSingleton<StaleAnalyses>()
        .AddHostedService(services => services.GetRequiredService<StaleAnalyses>())
        .AddJob<AnalyseRecordings, AnalyseRecordingsHandler>(
            "analysis", _ => [new JobLimit(null, 8, 4), new JobLimit(AnalyseRecordings.Stale, 1, 1)]);

    public static void MapAnalysis(this IEndpointRouteBuilder api) => GetAnalysis.Map(api);
}
