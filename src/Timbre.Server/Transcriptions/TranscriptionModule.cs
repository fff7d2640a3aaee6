namespace Timbre.Server.Transcriptions;

/// <summary>Sound that is sent to be written down.</summary>
internal static class TranscriptionModule
{
    public static void AddTranscriptions(this IServiceCollection to) => to
        .AddSingleton<CreateTranscription>();

    public static void MapTranscriptions(this WebApplication app) => CreateTranscription.Map(app.MapGroup("/v1"));
}
