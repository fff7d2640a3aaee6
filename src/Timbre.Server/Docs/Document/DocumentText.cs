using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Timbre.Server.Docs.Document;

/// <summary>The OpenAPI document: made of the routes of a built server.</summary>
internal static class DocumentText
{
    public static async Task<string> Generate(IServiceProvider server, CancellationToken ct)
    {
        var document = await server.GetRequiredKeyedService<IOpenApiDocumentProvider>(DocsModule.DocumentName).GetOpenApiDocumentAsync(ct);
        return await document.SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_1, ct) + "\n";
    }
}
