using Timbre.Server.Configuration;
using Timbre.Server.Jobs;

namespace Timbre.Server.Webhooks;

/// <summary>What callers are told, and how it reaches them.</summary>
internal static class WebhookModule
{
    /// <summary>
    /// Subjects, not callbacks, that are told at once: a receiver that is slow to answer holds up its own subject and one of these.
    /// </summary>
    private const int MaxReceivers = 32;
    private const int MaxReceiversPerAccount = 8;

    public static void AddWebhooks(this IServiceCollection to, SettingsReader settings) => to
        .AddSingleton(settings.Policies<WebhookPolicy>())
        .AddSingleton<CallbackTable>()
        .AddSingleton<WebhookPost>()
        .AddJob<DeliverCallbacks, DeliverCallbacksHandler>("webhook", _ =>
            [.. Subject.Kinds.Select(kind => new JobLimit(kind, MaxReceivers, MaxReceiversPerAccount))]);

    public static void MapWebhooks(this IEndpointRouteBuilder api)
    {
        ListCallbacks.Map(api);
        RedeliverCallback.Map(api);
    }
}
