namespace Timbre.Server.Voices;

/// <summary>Voices: create, list, get, update, delete.</summary>
internal static class VoiceModule
{
    public static void AddVoices(this IServiceCollection to) => to
        .AddSingleton<VoiceTable>()
        .AddSingleton<VoiceViews>()
        .AddSingleton<Progress.EventStreams>();

    public static void MapVoices(this IEndpointRouteBuilder api)
    {
        CreateVoice.Map(api);
        ListVoices.Map(api);
        GetVoice.Map(api);
        UpdateVoice.Map(api);
        DeleteVoice.Map(api);
    }
}
