using Timbre.Server.Accounts;
using Timbre.Server.Http;
using Timbre.Server.Projects;

namespace Timbre.Server.Batches;

/// <summary>GET /projects/{project}/batch: the project's batches, newest first, with how far they are.</summary>
internal static class ListBatches
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/projects/{project}/batch", Handle).WithName(nameof(ListBatches));

    private static async Task<PageAnswer<BatchView>> Handle(
        string project, Account account, Paging paging, ProjectTable projects, BatchTable batches, BatchViews views, CancellationToken ct)
    {
        if (await projects.Find(account.Id, project, ct) is null)
            return Refusal.NotFound("project");

        var (total, page) = await batches.List(project, paging.Offset, paging.PageSize, ct);
        return StreamedPage<BatchView>.Of(
            paging, total, page.ToAsyncEnumerable().Select(async (Batch batch, CancellationToken stop) => await views.Of(batch, stop)));
    }
}
