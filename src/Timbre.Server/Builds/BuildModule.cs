using Timbre.Server.Builds.Steps;
using Timbre.Server.Hosting;
using Timbre.Server.Jobs;
using Timbre.Server.Voices;

namespace Timbre.Server.Builds;

/// <summary>From recordings or a dataset to a voice that speaks.</summary>
internal static class BuildModule
{
    public static void AddBuilds(this IServiceCollection to) => to
        .AddSingleton<BuildTable>()
        .AddSingleton<BuildGate>()
        .AddSingleton<VoiceBuilds>()
        .AddSingleton<IBuilds>(services => services.GetRequiredService<VoiceBuilds>())
        .AddSingleton<IBuildStep, IngestStep>()
        .AddSingleton<IBuildStep, AnalyseStep>()
        .AddSingleton<IBuildStep, VerifyConsentStep>()
        .AddSingleton<IBuildStep, TrainStep>()
        .AddJob<RunBuild, RunBuildHandler>("build", Limits);

    public static void MapBuilds(this IEndpointRouteBuilder api)
    {
        BuildVoice.Map(api);
        Voices.Progress.FollowVoice.Map(api);
    }

    /// <summary>A step waits for others of its own kind only: a download that drips holds up no training.</summary>
    private static IReadOnlyList<JobLimit> Limits(Settings settings) =>
    [
        new(RunBuild.QueueOf(BuildStep.Ingest), MaxConcurrency: 8, MaxPerAccount: 2),
        new(RunBuild.QueueOf(BuildStep.Analyse), MaxConcurrency: 8, MaxPerAccount: 4),
        new(RunBuild.QueueOf(BuildStep.VerifyConsent), MaxConcurrency: 4, MaxPerAccount: 2),
        new(RunBuild.QueueOf(BuildStep.Train), settings.Limits.MaxTrainingsAtOnce, settings.Limits.MaxTrainingsAtOnce),
    ];
}
