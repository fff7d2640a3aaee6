using Timbre.Models;
using Timbre.Models.Text;

namespace Timbre.Server.Speech;

/// <summary>Finished voices say things.</summary>
internal static class SpeechModule
{
    public static void AddSpeech(this IServiceCollection to) => to
        .AddSingleton<VoiceEngine>()
        .AddSingleton<ScriptReader>()
        .AddSingleton<VoiceModels>()
        .AddSingleton<Narrator>()
        .AddSingleton<SpeechGate>();

    public static void MapSpeech(this WebApplication app)
    {
        Synthesize.Map(app);
        Synthesize.MapUnderApi(app.MapGroup("/api/v2"));
    }
}
