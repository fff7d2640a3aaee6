using Timbre.Server.Configuration;
using Timbre.Server.Http;

namespace Timbre.Server.Voices;

/// <summary>Voices: rows, views, and how their progress is followed.</summary>
internal static class VoiceModule
{
    public static void AddVoices(this IServiceCollection to, SettingsReader settings) => to
        .AddSingleton(settings.Limits<VoiceLimits>())
        .AddJson(VoiceJson.Default)
        .AddSingleton<VoiceTable>()
        .AddSingleton<VoiceViews>()
        .AddSingleton<VoiceModelEvents>()
        .AddSingleton<Progress.EventStreams>()
        .AddSingleton<Progress.FollowVoice>();
}
