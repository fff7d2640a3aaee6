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
        .WithDescription(
            string.Join('\n',
                """Each message is a JSON object with the fields of `POST /stream` (but for `wav_encoded_timestamps`) and with """
                    + """`request_id` (a number, counted from 0 where none is given),""",
                """`output_format` (`wav` or `mp3`), `binary_response` and `no_audio_header`. It is answered with messages of """
                    + """`{"type":"audio","audio_content","audio_timestamps","sample_rate","request_id"}`,""",
                """or with binary ones, whose sounds joined are one file, and then with `{"type":"audio_end","request_id","issues"}`. """
                    + """Messages are answered in order.""",
                """What is wrong with one is told as """
                    + """`{"type":"error","success":false,"error_name","code","message","status_code","request_id"}`, """
                    + """and the socket stays open."""))
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

    private static async Task<IResult> Handle(
        HttpContext context, Account account, SocketRequests requests, OpenSockets sockets, MaintenanceMode maintenance,
        SpeechLimits limits,
        IHostApplicationLifetime life)
    {
        if (!context.WebSockets.IsWebSocketRequest)
            return new Refusal(426, "upgrade_required", "GET opens a WebSocket here: ask for the upgrade, or POST the text.").ToResult();
        using var slot = sockets.Open(account.Id);
        if (slot is null)
            return new Refusal(
                429, "too_many_sockets",
                $"More than {limits.MaxSocketsPerAccount} WebSockets are open: close one first.").ToResult();

        var idle = TimeSpan.FromSeconds(limits.SocketIdleSeconds);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(
            context.RequestAborted, life.ApplicationStopping, maintenance.Beginning);
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        await using var reader = new SocketReader(socket, requests.MaxBytes, idle);
        var writer = new SocketWriter(socket, idle);
        var nextId = 0L;
        try
        {
            await foreach (var message in reader.Messages(end.Token))
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

        return Results.Empty;
    }
}
