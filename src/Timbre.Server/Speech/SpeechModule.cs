using Timbre.Models;

namespace Timbre.Server.Speech;

/// <summary>Finished voices say things.</summary>
internal static class SpeechModule
{
    public static void AddSpeech(this IServiceCollection to) => to
        .AddSingleton<VoiceEngine>()
        .AddSingleton<VoiceModels>()
        .AddSingleton<SpeechGate>();

    public static void MapSpeech(this WebApplication app)
    {
        Synthesize.Map(app);
        Synthesize.MapUnderApi(app.MapGroup("/api/v2"));
    }
}
