using Timbre.Models.QualityEstimator;
using Timbre.Models.SpeakerEncoder;
using Timbre.Server.Analysis.Comparison;
using Timbre.Server.Analysis.Report;
using Timbre.Server.Analysis.Rows;
using Timbre.Server.Jobs;

namespace Timbre.Server.Analysis;

/// <summary>What recordings are like: measured once they are here, asked for whenever somebody wants to know.</summary>
internal static class AnalysisModule
{
    public static void AddAnalysis(this IServiceCollection to) => to
        .AddSingleton(_ => Encoder.Load())
        .AddSingleton(_ => Estimator.Load())
        .AddSingleton<SpeakerComparer>()
        .AddSingleton<AnalysisVersion>()
        .AddSingleton<AnalysisTable>()
        .AddSingleton<AnalysisPromise>()
        .AddSingleton<RecordingAnalysis>()
        .AddSingleton<VoiceAnalysis>()
        .AddSingleton<SpeakerTable>()
        .AddSingleton<SpeakerCheck>()
        .AddSingleton<DuplicateCheck>()
        .AddHostedService<StaleAnalyses>()
        .AddSingleton<IIntentHandler>(services => ActivatorUtilities.CreateInstance<AnalyseRecordings>(services, AnalysisPromise.Kind, 4))
        .AddSingleton<IIntentHandler>(services => ActivatorUtilities.CreateInstance<AnalyseRecordings>(services, StaleAnalyses.Kind, 1));

    public static void MapAnalysis(this IEndpointRouteBuilder api) => GetAnalysis.Map(api);
}
