using Timbre.Server.Http;

namespace Timbre.Server.Docs;

/// <summary>GET /docs: the documentation as a page, and the files that it is made of; GET /openapi.json: the document it shows.</summary>
internal static class ShowDocs
{
    private static readonly PageFiles Files = new("docs");

    public static void Map(IEndpointRouteBuilder root)
    {
        root.MapGet("/docs", (HttpContext context) => Files.Show(context, "index.html")).ExcludeFromDescription();
        root.MapGet("/docs/{file}", (HttpContext context, string file) => Files.Show(context, file)).ExcludeFromDescription();
        root.MapGet("/openapi.json", (HttpContext context) => Files.Show(context, "openapi.json")).ExcludeFromDescription();
    }
}
