using Timbre.Server.Accounts;
using Timbre.Server.Http;

namespace Timbre.Server.Projects;

/// <summary>GET /projects: the account's projects, newest first.</summary>
internal static class ListProjects
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/projects", Handle).WithName(nameof(ListProjects));

    private static async Task<PageAnswer<ProjectView>> Handle(Account account, Paging paging, ProjectTable projects, CancellationToken ct)
    {
        var (total, page) = await projects.List(account.Id, paging.Offset, paging.PageSize, ct);
        return PageBody<ProjectView>.Of(paging, total, [.. page.Select(ProjectView.Of)]);
    }
}
