namespace Timbre.Server.Projects;

/// <summary>Projects: create, list, get, update, delete.</summary>
internal static class ProjectModule
{
    public static void AddProjects(this IServiceCollection to) => to.AddSingleton<ProjectTable>();

    public static void MapProjects(this IEndpointRouteBuilder api)
    {
        CreateProject.Map(api);
        ListProjects.Map(api);
        GetProject.Map(api);
        UpdateProject.Map(api);
        DeleteProject.Map(api);
    }
}
