using Timbre.Server.Configuration;

namespace Timbre.Server.Projects;

/// <summary>Projects: create, list, get, update, delete.</summary>
internal static class ProjectModule
{
    public static void AddProjects(this IServiceCollection to, SettingsReader settings) => to
        .AddSingleton(settings.Limits<ProjectLimits>())
        .AddSingleton<ProjectTable>();

    public static void MapProjects(this IEndpointRouteBuilder api)
    {
        CreateProject.Map(api);
        ListProjects.Map(api);
        GetProject.Map(api);
        UpdateProject.Map(api);
        DeleteProject.Map(api);
    }
}
