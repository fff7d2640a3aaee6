using Timbre.Server.Accounts;
using Timbre.Server.Http;
using Timbre.Server.Projects;

namespace Timbre.Server.Batches;

/// <summary>GET /projects/{project}/batch/{uuid}: how far it is, with the clips that are done.</summary>
internal static class GetBatch
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/projects/{project}/batch/{uuid}", Handle).WithName(nameof(GetBatch));

    private static async Task<Answer<BatchView>> Handle(
        string project, string uuid, HttpRequest http, Account account, ProjectTable projects, BatchTable batches, BatchViews views,
        CancellationToken ct)
    {
        if (await projects.Find(account.Id, project, ct) is null)
            return Refusal.NotFound("project");
        if (await batches.Find(project, uuid, ct) is not { } batch)
            return Refusal.NotFound("batch");

        return await views.WithClips(http, batch, ct);
    }
}
