using Timbre.Server.Http;
using Timbre.Server.Http.Maintenance;
using Timbre.Server.Recognition;

namespace Timbre.Server.Hosting.Health;

/// <summary>
/// GET /health/live and /health/ready: for whoever watches the server; without a key, and without telling anything worth one.
/// </summary>
internal static class HealthModule
{
    /// <summary>That the process serves.</summary>
    /// <param name="Status">`live`.</param>
    public sealed record LiveBody(string Status);

    /// <summary>Whether everything that serving needs is there.</summary>
    /// <param name="Status">`ready` or `not_ready`.</param>
    /// <param name="Checks">Each part: `ok`, or what is wrong with it.</param>
    /// <param name="Recogniser">What writes down speech: `built-in` or the name of an added model; null where that cannot be told.</param>
    public sealed record ReadyBody(string Status, IReadOnlyDictionary<string, string> Checks, string? Recogniser);

    public static void MapHealth(this WebApplication app)
    {
        var health = app.MapGroup("/health").WithMetadata(AllowedInMaintenance.Instance);
        health.MapGet("/live", Live).WithName(nameof(Live))
            .WithSummary("Whether the process serves at all.");
        health.MapGet("/ready", Ready).WithName(nameof(Ready))
            .WithSummary("Whether everything that serving needs is there; 503 when something is not.")
            .Produces<ReadyBody>(503);
    }

    private static BodyAnswer<LiveBody> Live() => new LiveBody("live");

    private static async Task<BodyAnswer<ReadyBody>> Ready(Readiness readiness, RecogniserInUse recogniser, CancellationToken ct)
    {
        var parts = await readiness.Check(ct);
        var ready = parts.All(part => part.Problem is null);
        var checks = parts.ToDictionary(part => part.Name, part => part.Problem ?? "ok");
        var body = new ReadyBody(ready ? "ready" : "not_ready", checks, recogniser.State().Name);
        return BodyAnswer<ReadyBody>.With(body, ready ? 200 : 503);
    }
}
