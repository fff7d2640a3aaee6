using Timbre.Server.Clips.Rendering;
using Timbre.Server.Configuration;
using Timbre.Server.Http;
using Timbre.Server.Jobs;

namespace Timbre.Server.Clips;

/// <summary>Clips of a project: create, list, get, update, delete, and the sound itself.</summary>
internal static class ClipModule
{
    public static void AddClips(this IServiceCollection to, SettingsReader settings) => to
        .AddJson(ClipJson.Default)
        .AddSingleton(settings.Limits<ClipLimits>())
        .AddSingleton<ClipTable>()
        .AddSingleton<ClipViews>()
        .AddSingleton<ClipRenderer>()
        .AddSingleton<DirectClips>()
        .AddSingleton<ClipSubscriptions>()
        .AddSingleton<CreateClip>()
        .AddSingleton<UpdateClip>()
        .AddJob<RenderClip, RenderClipHandler>("clip", maxConcurrency: 8, maxPerAccount: 4);

    public static void MapClips(this IEndpointRouteBuilder api)
    {
        CreateClip.Map(api);
        ListClips.Map(api);
        GetClip.Map(api);
        UpdateClip.Map(api);
        DeleteClip.Map(api);
        ClipAudio.Map(api);
    }
}
