using Timbre.Server.Accounts;
using Timbre.Server.Http;
using Timbre.Server.Projects;

namespace Timbre.Server.Clips;

/// <summary>GET /projects/{project}/clips/{uuid}: one clip, with a new link to its sound and with its times.</summary>
internal static class GetClip
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/projects/{project}/clips/{uuid}", Handle).WithName(nameof(GetClip));

    private static async Task<Answer<ClipView>> Handle(
        string project, string uuid, HttpRequest http, Account account, ProjectTable projects, ClipTable clips, ClipViews views,
        CancellationToken ct) =>
        await projects.Find(account.Id, project, ct) is null ? Refusal.NotFound("project")
        : await clips.Find(project, uuid, ct) is { } clip ? views.Of(http, clip)
        : Refusal.NotFound("clip");
}
