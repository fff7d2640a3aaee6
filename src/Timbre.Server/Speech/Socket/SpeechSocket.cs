using System.Net.WebSockets;
using Timbre.Server.Accounts;
using Timbre.Server.Http;
using Timbre.Server.Http.Maintenance;

namespace Timbre.Server.Speech.Socket;

/// <summary>The WebSocket at /stream: requests as JSON messages, answered one after the other with sound as it is made.</summary>
/// <remarks>
/// A wrong key is told in a message, because clients do not see how a handshake is refused, and the socket closes; what is wrong with a
/// message is told, too, and the socket stays open.
/// </remarks>
internal static class SpeechSocket
{
    private static readonly string[] OverHttp2 = ["CONNECT"];
    private static readonly TimeSpan SendTimeout = TimeSpan.FromSeconds(5);
    private static readonly UnauthorizedHandler OnUnauthorized = new(SendUnauthorized);

    public static void Map(IEndpointRouteBuilder root)
    {
        Describe(root.MapGet("/stream", Handle)).WithName(nameof(SpeechSocket));
        root.MapMethods("/stream", OverHttp2, Handle).WithMetadata(OnUnauthorized).ExcludeFromDescription();
    }

    /// <summary>The same under a prefix.</summary>
    public static void MapUnder(IEndpointRouteBuilder prefix)
    {
        Describe(prefix.MapGet("/stream", Handle));
        prefix.MapMethods("/stream", OverHttp2, Handle).WithMetadata(OnUnauthorized).ExcludeFromDescription();
    }

    private static RouteHandlerBuilder Describe(RouteHandlerBuilder route) => route
        .WithMetadata(OnUnauthorized)
        .Produces(101)
        .Refuses(426);

    private static async Task SendUnauthorized(HttpContext context, Refusal refusal)
    {
        if (!context.WebSockets.IsWebSocketRequest)
        {
            await refusal.ToResult().ExecuteAsync(context);
            return;
        }

        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        var writer = new SocketWriter(socket, SendTimeout);
        try
        {
            await writer.Json(ErrorMessage.Of(refusal, null) with { ErrorName = "ConnectionFailure" }, context.RequestAborted);
            await writer.Close(WebSocketCloseStatus.PolicyViolation, refusal.Code);
        }
        catch (Exception broken) when (broken is WebSocketException or OperationCanceledException)
        {
            // a stranger who does not listen
        }
    }

    private static StreamAnswer Handle(
        HttpContext context, Account account, SocketRequests requests, OpenSockets sockets, MaintenanceMode maintenance,
        SpeechLimits limits, IHostApplicationLifetime life)
    {
        if (!context.WebSockets.IsWebSocketRequest)
            return new Refusal(426, "upgrade_required", "GET opens a WebSocket here: ask for the upgrade, or POST the text.");
        if (sockets.Open(account.Id) is not { } slot)
            return new Refusal(
                429, "too_many_sockets", $"More than {limits.MaxSocketsPerAccount} WebSockets are open: close one first.");

        return StreamAnswer.Of(async _ =>
        {
            using (slot)
            using (var end = CancellationTokenSource.CreateLinkedTokenSource(
                context.RequestAborted, life.ApplicationStopping, maintenance.Beginning))
                await Serve(context, account, requests, TimeSpan.FromSeconds(limits.SocketIdleSeconds), end.Token);
        });
    }

    private static async Task Serve(
        HttpContext context, Account account, SocketRequests requests, TimeSpan idle, CancellationToken end)
    {
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        await using var reader = new SocketReader(socket, requests.MaxBytes, idle);
        var writer = new SocketWriter(socket, idle);
        var nextId = 0L;
        try
        {
            await foreach (var message in reader.Messages(end))
                nextId = await requests.Answer(message, nextId, account, writer, reader.Disconnected);
            await writer.Close(reader.CloseStatus, reader.CloseReason);
        }
        catch (OperationCanceledException)
        {
            // the caller has gone or does not take its sound; or the server goes, and says so where it still can
            await writer.Close(WebSocketCloseStatus.EndpointUnavailable, "The server is going down.");
        }
        catch (WebSocketException)
        {
            // the connection broke; nobody is left to be told
        }
    }
}
