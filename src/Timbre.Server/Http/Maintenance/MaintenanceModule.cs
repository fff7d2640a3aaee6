namespace Timbre.Server.Http.Maintenance;

/// <summary>Keeps requests out while the server's content is being replaced.</summary>
internal static class MaintenanceModule
{
    private const string RetryAfterSeconds = "10";

    public static void UseMaintenance(this WebApplication app)
    {
        var mode = app.Services.GetRequiredService<MaintenanceMode>();
        app.Use(async (context, next) =>
        {
            if (context.GetEndpoint()?.Metadata.GetMetadata<AllowedInMaintenance>() is not null)
            {
                await next(context);
                return;
            }

            if (!mode.Enter(context))
            {
                context.Response.Headers.RetryAfter = RetryAfterSeconds;
                await MaintenanceMode.Refused.ToResult().ExecuteAsync(context);
                return;
            }

            try
            {
                await next(context);
            }
            finally
            {
                mode.Leave(context);
            }
        });
    }
}

/// <summary>Marks an endpoint that answers also in maintenance, and that maintenance does not wait for.</summary>
internal sealed class AllowedInMaintenance
{
    public static AllowedInMaintenance Instance { get; } = new();
}
