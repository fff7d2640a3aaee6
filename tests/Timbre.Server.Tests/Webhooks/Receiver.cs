using System.Collections.Concurrent;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Timbre.Server.Tests.Webhooks;

/// <summary>One POST as it arrived.</summary>
internal sealed record Received(string Method, string Path, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public string Id => Headers["webhook-id"];

    public JsonElement Json => JsonSerializer.Deserialize<JsonElement>(Body);

    public string Status => Json.GetProperty("status").GetString()!;
}

/// <summary>A real web server of somebody who wants to be told; answers as scripted, then 200.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<Action<HttpResponse>> _script = new();
    private readonly Channel<Received> _arrived = Channel.CreateUnbounded<Received>();

    private Receiver(WebApplication app) => _app = app;

    public List<Received> All { get; } = [];

    public string Url =>
        _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First() + "/hook?token=s3cret";

    public static async Task<Receiver> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var receiver = new Receiver(builder.Build());
        receiver._app.Run(receiver.Answer);
        await receiver._app.StartAsync();
        return receiver;
    }

    /// <summary>What to answer next, and after that, and so on.</summary>
    public Receiver Then(int status, string? header = null, string? value = null)
    {
        _script.Enqueue(response =>
        {
            response.StatusCode = status;
            if (header is not null)
                response.Headers[header] = value;
        });
        return this;
    }

    public async Task<Received> Next(double withinSeconds = 60)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(withinSeconds));
        return await _arrived.Reader.ReadAsync(patience.Token);
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task Answer(HttpContext context)
    {
        var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var received = new Received(
            context.Request.Method, context.Request.Path + context.Request.QueryString,
            context.Request.Headers.ToDictionary(header => header.Key.ToLowerInvariant(), header => header.Value.ToString()),
            body.ToArray());
        if (_script.TryDequeue(out var answer))
            answer(context.Response);
        lock (All)
            All.Add(received);
        await context.Response.CompleteAsync();
        await _arrived.Writer.WriteAsync(received);
    }
}
