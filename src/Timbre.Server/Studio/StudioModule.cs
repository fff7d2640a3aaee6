using Timbre.Server.Http;

namespace Timbre.Server.Studio;

/// <summary>
/// GET /studio: the page for people, with everything about each voice. It calls the API like any client, with the key that is typed into
/// it.
/// </summary>
internal static class StudioModule
{
    private static readonly PageFiles Files = new("studio");

    public static void MapStudio(this WebApplication app)
    {
        app.MapGet("/", () => Results.Redirect("studio")).ExcludeFromDescription();
        app.MapGet("/studio", (HttpContext context) => Files.Show(context, "index.html")).ExcludeFromDescription();
        app.MapGet("/studio/{file}", (HttpContext context, string file) => Files.Show(context, file)).ExcludeFromDescription();
    }
}
