using Timbre.Server.Accounts;
using Timbre.Server.Http;

namespace Timbre.Server.Projects;

/// <summary>GET /projects/{uuid}: one project.</summary>
internal static class GetProject
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/projects/{uuid}", Handle).WithName(nameof(GetProject));

    private static async Task<Answer<ProjectView>> Handle(string uuid, Account account, ProjectTable projects, CancellationToken ct) =>
        await projects.Find(account.Id, uuid, ct) is { } project ? ProjectView.Of(project) : Refusal.NotFound("project");
}
