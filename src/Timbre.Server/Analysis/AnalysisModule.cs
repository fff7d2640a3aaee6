using Timbre.Server.Analysis.Results;
using Timbre.Server.Jobs;

namespace Timbre.Server.Analysis;

/// <summary>What recordings are like: measured once they are here, asked for whenever somebody wants to know.</summary>
internal static class AnalysisModule
{
    public static void AddAnalysis(this IServiceCollection to) => to
        .AddSingleton<AnalysisVersion>()
        .AddSingleton<AnalysisTable>()
        .AddSingleton<AnalysisPromise>()
        .AddSingleton<Examiner>()
        .AddSingleton<VoiceAnalysis>()
        .AddSingleton<IIntentHandler, AnalyseRecordings>();
}
