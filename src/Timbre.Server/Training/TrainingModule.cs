namespace Timbre.Server.Training;

/// <summary>From recordings to a model.</summary>
internal static class TrainingModule
{
    public static void AddTraining(this IServiceCollection to) => to.AddSingleton<VoiceTraining>();
}
