namespace Timbre.Server.Webhooks;

/// <summary>What callers are told, and how it reaches them.</summary>
internal static class WebhookModule
{
    public static void AddWebhooks(this IServiceCollection to) => to.AddSingleton<CallbackTable>();
}
