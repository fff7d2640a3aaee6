using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace Timbre.Server.Http;

/// <summary>The files of one web page, built into the program, as they are served.</summary>
/// <remarks>
/// A page is bound to this server: no script, style or picture from elsewhere, and none inside the page, so that nothing that an answer
/// holds can run.
/// </remarks>
internal sealed class PageFiles
{
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; media-src 'self' blob: data:; "
            + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static readonly Dictionary<string, string> Types = new()
    {
        [".html"] = "text/html; charset=utf-8",
        [".css"] = "text/css; charset=utf-8",
        [".js"] = "text/javascript; charset=utf-8",
        [".svg"] = "image/svg+xml",
        [".json"] = "application/json; charset=utf-8",
    };

    private readonly Dictionary<string, (byte[] Bytes, EntityTagHeaderValue Tag)> _files = [];

    /// <param name="folder">The first part of the resources' names, before the slash.</param>
    public PageFiles(string folder)
    {
        var assembly = typeof(PageFiles).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.StartsWith(folder + "/", StringComparison.Ordinal)))
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            _files[name[(folder.Length
                + 1)..]] = (bytes, new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(bytes))[..16]}\""));
        }
    }

    public IResult Show(HttpContext context, string name)
    {
        if (!_files.TryGetValue(name, out var file))
            return Refusal.NotFound("page").ToResult();
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = "no-cache"; // asked for again each time, answered with 304 while it is the same
        headers["Referrer-Policy"] = "no-referrer";
        return Results.Bytes(file.Bytes, Types[Path.GetExtension(name)], entityTag: file.Tag);
    }
}
