using Timbre.Server.Configuration;

namespace Timbre.Server.Training;

/// <summary>From recordings to a model.</summary>
internal static class TrainingModule
{
    public static void AddTraining(this IServiceCollection to, SettingsReader settings) => to
        .AddSingleton(settings.Limits<TrainingLimits>())
        .AddSingleton<VoiceTraining>();
}
