using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;
using Timbre.Server.Plumbing;

namespace Timbre.Server.Docs;

/// <summary>GET /docs: the documentation as a page, and the files that it is made of; GET /openapi.json: the document it shows.</summary>
/// <remarks>The page is bound to this server: no script, style or picture from elsewhere, and none inside the page, so that nothing that an answer holds can run.</remarks>
internal static class ShowDocs
{
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; media-src 'self' blob: data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static readonly Dictionary<string, string> Types = new()
    {
        [".html"] = "text/html; charset=utf-8",
        [".css"] = "text/css; charset=utf-8",
        [".js"] = "text/javascript; charset=utf-8",
        [".svg"] = "image/svg+xml",
        [".json"] = "application/json; charset=utf-8",
    };

    private static readonly Dictionary<string, (byte[] Bytes, EntityTagHeaderValue Tag)> Files = Load();

    public static void Map(IEndpointRouteBuilder root)
    {
        root.MapGet("/", () => Results.Redirect("docs")).ExcludeFromDescription();
        root.MapGet("/docs", (HttpContext context) => Show(context, "index.html")).ExcludeFromDescription();
        root.MapGet("/docs/{file}", (HttpContext context, string file) => Show(context, file)).ExcludeFromDescription();
        root.MapGet("/openapi.json", (HttpContext context) => Show(context, "openapi.json")).ExcludeFromDescription();
    }

    private static IResult Show(HttpContext context, string name)
    {
        if (!Files.TryGetValue(name, out var file))
            return Refusal.NotFound("page").ToResult();
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = "no-cache"; // asked for again each time, answered with 304 while it is the same
        headers["Referrer-Policy"] = "no-referrer";
        return Results.Bytes(file.Bytes, Types[Path.GetExtension(name)], entityTag: file.Tag);
    }

    private static Dictionary<string, (byte[], EntityTagHeaderValue)> Load()
    {
        var assembly = typeof(ShowDocs).Assembly;
        var files = new Dictionary<string, (byte[], EntityTagHeaderValue)>();
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.StartsWith("docs/", StringComparison.Ordinal)))
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            files[name["docs/".Length..]] = (bytes, new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(bytes))[..16]}\""));
        }

        return files;
    }
}
