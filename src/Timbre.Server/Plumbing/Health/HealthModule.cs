using Timbre.Server.Plumbing.Maintenance;

namespace Timbre.Server.Plumbing.Health;

/// <summary>GET /health/live and /health/ready: for whoever watches the server; without a key, and without telling anything worth one.</summary>
internal static class HealthModule
{
    public sealed record Body(string Status);

    public sealed record Body<T>(string Status, T Checks);

    public static void MapHealth(this WebApplication app)
    {
        var health = app.MapGroup("/health").WithMetadata(ServesInMaintenance.Mark);
        health.MapGet("/live", () => Results.Json(new Body("live"), Wire.Options)).WithName("Live");
        health.MapGet("/ready", Ready).WithName(nameof(Ready));
    }

    private static async Task<IResult> Ready(Readiness readiness, CancellationToken ct)
    {
        var parts = await readiness.Look(ct);
        var ready = parts.All(part => part.Problem is null);
        return Results.Json(
            new Body<IReadOnlyDictionary<string, string>>(ready ? "ready" : "not_ready", parts.ToDictionary(part => part.Name, part => part.Problem ?? "ok")), Wire.Options, statusCode: ready ? 200 : 503);
    }
}
