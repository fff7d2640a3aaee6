using Timbre.Server.Jobs;

namespace Timbre.Server.Webhooks;

/// <summary>What callers are told, and how it reaches them.</summary>
internal static class WebhookModule
{
    public static void AddWebhooks(this IServiceCollection to) => to
        .AddSingleton<CallbackTable>()
        .AddSingleton<WebhookPost>()
        .AddSingleton<IIntentHandler>(services => ActivatorUtilities.CreateInstance<DeliverCallbacks>(services, "voice"))
        .AddSingleton<IIntentHandler>(services => ActivatorUtilities.CreateInstance<DeliverCallbacks>(services, "clip"))
        .AddSingleton<IIntentHandler>(services => ActivatorUtilities.CreateInstance<DeliverCallbacks>(services, "batch"));

    public static void MapWebhooks(this IEndpointRouteBuilder api)
    {
        ListCallbacks.Map(api);
        RedeliverCallback.Map(api);
    }
}
