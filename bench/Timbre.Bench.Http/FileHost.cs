using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Timbre.Bench.Http;

/// <summary>Serves one file, and a bare answer to compare the server's answers with.</summary>
internal sealed class FileHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private FileHost(WebApplication app) => _app = app;

    public Uri Url => new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    public static async Task<FileHost> Open(string path)
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.MapGet(
            "/{name}",
            (string name) => name == "bare" ? Results.Json(new { success = true }) : Results.File(path, enableRangeProcessing: true));
        await app.StartAsync();
        return new FileHost(app);
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();
}
