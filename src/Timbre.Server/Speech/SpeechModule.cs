using Timbre.Models;
using Timbre.Models.Text;
using Timbre.Server.Speech.Streaming;

namespace Timbre.Server.Speech;

/// <summary>Finished voices say things.</summary>
internal static class SpeechModule
{
    /// <summary>Where clients look for speech besides the root, so that one base URL serves for everything.</summary>
    private static readonly string[] Prefixes = ["/api/v2", "/api", "/v2"];

    public static void AddSpeech(this IServiceCollection to) => to
        .AddSingleton<VoiceEngine>()
        .AddSingleton<ScriptReader>()
        .AddSingleton<VoiceModels>()
        .AddSingleton<Narrator>()
        .AddSingleton<SpeechGate>()
        .AddSingleton<SpeechMeter>();

    public static void MapSpeech(this WebApplication app)
    {
        Synthesize.Map(app);
        StreamSpeech.Map(app);
        foreach (var prefix in Prefixes)
        {
            var group = app.MapGroup(prefix);
            Synthesize.MapUnder(group);
            StreamSpeech.MapUnder(group);
        }
    }
}
