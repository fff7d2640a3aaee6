using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Timbre.Server.Hosting;

namespace Timbre.Server.Docs.Document;

/// <summary>The OpenAPI document: written anew from the routes by one command, and served from the assembly as it was written.</summary>
internal static class DocumentText
{
    /// <summary>From the routes of a built server.</summary>
    public static async Task<string> Generate(IServiceProvider server, CancellationToken ct)
    {
        var document = await server.GetRequiredKeyedService<IOpenApiDocumentProvider>(DocsModule.DocumentName).GetOpenApiDocumentAsync(ct);
        return await document.SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_1, ct) + "\n";
    }

    /// <summary>Builds a server on a folder and a database that nobody needs, and writes its document to <paramref name="path"/>.</summary>
    public static async Task Write(string path, CancellationToken ct)
    {
        var folder = Directory.CreateTempSubdirectory("timbre-docs-");
        try
        {
            await using var app = await Program.Build(
                [
                    $"--TIMBRE_DATA={folder.FullName}", "--TIMBRE_DATABASE=", "--TIMBRE_URLS=http://127.0.0.1:0",
                    "--Logging:LogLevel:Default=Warning", $"--TIMBRE_API_KEY={Timbre.Server.Accounts.ApiKey.Generate()}"
                ]);
            await app.StartAsync(ct); // a server that has not started does not know its routes
            await File.WriteAllTextAsync(path, await Generate(app.Services, ct), ct);
            await app.StopAsync(ct);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
