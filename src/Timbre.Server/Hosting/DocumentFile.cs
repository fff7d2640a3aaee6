using Timbre.Server.Accounts;
using Timbre.Server.Docs.Document;

namespace Timbre.Server.Hosting;

/// <summary>Writes the OpenAPI document that is served from the assembly: the command <c>openapi PATH</c>.</summary>
internal static class DocumentFile
{
    /// <summary>Builds a server on a temporary folder, and writes its document to <paramref name="path"/>.</summary>
    public static async Task Write(string path, CancellationToken ct)
    {
        var folder = Directory.CreateTempSubdirectory("timbre-docs-");
        try
        {
            await using var app = await Program.Build(
                [
                    $"--TIMBRE_DATA={folder.FullName}", "--TIMBRE_DATABASE=", "--TIMBRE_URLS=http://127.0.0.1:0",
                    "--Logging:LogLevel:Default=Warning", $"--TIMBRE_API_KEY={ApiKey.Generate()}"
                ]);
            await app.StartAsync(ct); // a server that has not started does not know its routes
            await File.WriteAllTextAsync(path, await DocumentText.Generate(app.Services, ct), ct);
            await app.StopAsync(ct);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
