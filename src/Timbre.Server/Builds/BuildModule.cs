using Timbre.Server.Builds.Steps;
using Timbre.Server.Http;
using Timbre.Server.Jobs;
using Timbre.Server.Training;
using Timbre.Server.Voices;
using Timbre.Server.Voices.Progress;

namespace Timbre.Server.Builds;

/// <summary>From recordings or a dataset to a voice that speaks.</summary>
internal static class BuildModule
{
    public static void AddBuilds(this IServiceCollection to) => to
        .AddJson(BuildJson.Default)
        .AddSingleton<BuildTable>()
        .AddSingleton<CreateVoice>()
        .AddSingleton<UpdateVoice>()
        .AddSingleton<BuildGate>()
        .AddSingleton<VoiceBuilds>()
        .AddSingleton<IBuilds>(services => services.GetRequiredService<VoiceBuilds>())
        .AddSingleton<IBuildStep, IngestStep>()
        .AddSingleton<IBuildStep, AnalyseStep>()
        .AddSingleton<IBuildStep, VerifyConsentStep>()
        .AddSingleton<IBuildStep, TrainStep>()
        .AddJob<RunBuild, RunBuildHandler>("build", Limits);

    /// <summary>All routes of a voice, in the order of the documentation.</summary>
    public static void MapBuilds(this IEndpointRouteBuilder api)
    {
        CreateVoice.Map(api);
        ListVoices.Map(api);
        GetVoice.Map(api);
        UpdateVoice.Map(api);
        DeleteVoice.Map(api);
        BuildVoice.Map(api);
        FollowVoice.Map(api);
    }

    /// <summary>A step waits for others of its own kind only: a download that drips holds up no training.</summary>
    private static JobLimit Trainings(int atOnce) => new(RunBuild.QueueOf(BuildStep.Train), atOnce, atOnce);

    private static IReadOnlyList<JobLimit> Limits(IServiceProvider services) =>
    [
        new(RunBuild.QueueOf(BuildStep.Ingest), MaxConcurrency: 8, MaxPerAccount: 2),
        new(RunBuild.QueueOf(BuildStep.Analyse), MaxConcurrency: 8, MaxPerAccount: 4),
        new(RunBuild.QueueOf(BuildStep.VerifyConsent), MaxConcurrency: 4, MaxPerAccount: 2),
        Trainings(services.GetRequiredService<TrainingLimits>().MaxTrainingsAtOnce),
    ];
}
