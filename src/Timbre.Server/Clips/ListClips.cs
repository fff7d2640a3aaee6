using Timbre.Server.Accounts;
using Timbre.Server.Http;
using Timbre.Server.Projects;

namespace Timbre.Server.Clips;

/// <summary>GET /projects/{project}/clips: newest first; <c>q</c> leaves those whose titles contain it.</summary>
internal static class ListClips
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/projects/{project}/clips", Handle).WithName(nameof(ListClips))
        .WithQuery("q", typeof(string), "Only clips whose titles contain this, in any case.");

    private static async Task<PageAnswer<ClipView>> Handle(
        string project, HttpRequest http, Account account, Paging paging, ProjectTable projects, ClipTable clips, ClipViews views,
        CancellationToken ct)
    {
        if (await projects.Find(account.Id, project, ct) is null)
            return Refusal.NotFound("project");

        var (total, page) = await clips.List(project, Fields.OrNone(http.Query["q"]), paging.Offset, paging.PageSize, ct);
        return StreamedPage<ClipView>.Of(paging, total, page.Select(clip => views.Of(http, clip)));
    }
}
