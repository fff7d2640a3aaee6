using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Timbre.Server.Tests.Crash;

/// <summary>The world outside: serves datasets and receives webhooks.</summary>
internal sealed class ExternalServices : IAsyncDisposable
{
    private readonly WebApplication _app;

    private ExternalServices(WebApplication app) => _app = app;

    public Uri Url => new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    /// <summary>What may be downloaded, by path.</summary>
    public ConcurrentDictionary<string, byte[]> Files { get; } = new();

    /// <summary>Every webhook received, in order.</summary>
    public ConcurrentQueue<(string Id, JsonElement Body)> Received { get; } = new();

    public static async Task<ExternalServices> Open()
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var services = new ExternalServices(builder.Build());
        services._app.MapGet(
            "/data/{name}", (string name) => services.Files.TryGetValue(name, out var bytes) ? Results.Bytes(bytes) : Results.NotFound());
        services._app.MapPost("/hook", async (HttpRequest request) =>
        {
            var body = await JsonSerializer.DeserializeAsync<JsonElement>(request.Body);
            services.Received.Enqueue((request.Headers["webhook-id"].ToString(), body));
        });
        await services._app.StartAsync();
        return services;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();
}
