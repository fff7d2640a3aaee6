using System.Net.WebSockets;
using System.Text.Json;
using Timbre.Server.Http;

namespace Timbre.Server.Speech.Socket;

/// <summary>Sends a socket's messages. Whoever does not take one within <paramref name="sendTimeout"/> is taken to be gone.</summary>
internal sealed class SocketWriter(WebSocket socket, TimeSpan sendTimeout)
{
    private static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(5);

    public Task Json<T>(T message, CancellationToken ct) =>
        Send(JsonSerializer.SerializeToUtf8Bytes(message, Wire.Options), WebSocketMessageType.Text, ct);

    public Task Binary(ReadOnlyMemory<byte> sound, CancellationToken ct) => Send(sound, WebSocketMessageType.Binary, ct);

    /// <summary>Says good-bye where that is still possible.</summary>
    public async Task Close(WebSocketCloseStatus status, string reason)
    {
        if (socket.State is not (WebSocketState.Open or WebSocketState.CloseReceived))
            return;
        using var timeout = new CancellationTokenSource(CloseTimeout);
        try
        {
            await socket.CloseOutputAsync(
                socket.State == WebSocketState.CloseReceived ? WebSocketCloseStatus.NormalClosure : status, reason, timeout.Token);
        }
        catch (Exception broken) when (broken is WebSocketException or OperationCanceledException)
        {
            // the other side did not wait for it
        }
    }

    private async Task Send(ReadOnlyMemory<byte> message, WebSocketMessageType type, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(sendTimeout);
        await socket.SendAsync(message, type, true, limit.Token);
    }
}

/// <summary>A stretch of sound.</summary>
/// <param name="Type"><c>audio</c>.</param>
/// <param name="AudioContent">Part of one file: parts joined in order are the whole.</param>
/// <param name="AudioTimestamps">Of what became known since the last message, in seconds from the request's first sample.</param>
/// <param name="SampleRate">In Hz.</param>
/// <param name="RequestId">The request's.</param>
internal sealed record AudioMessage(string Type, byte[] AudioContent, Timestamps AudioTimestamps, int SampleRate, long RequestId);

/// <summary>All of a request's sound has been sent.</summary>
/// <param name="Type"><c>audio_end</c>.</param>
/// <param name="RequestId">The request's.</param>
/// <param name="Issues">What was asked for and not done.</param>
internal sealed record AudioEndMessage(string Type, long RequestId, IReadOnlyList<string> Issues);

/// <summary>Why a message is not answered with sound.</summary>
/// <param name="Type"><c>error</c>.</param>
/// <param name="Success">False.</param>
/// <param name="ErrorName">The code as the API writes it here: <c>BadJSON</c>, <c>VoiceNotReady</c>.</param>
/// <param name="Code">The code as it is everywhere else.</param>
/// <param name="Message">For people.</param>
/// <param name="StatusCode">As HTTP would have it.</param>
/// <param name="RequestId">The request's; null where that could not be read.</param>
internal sealed record ErrorMessage(
    string Type, bool Success, string ErrorName, string Code, string Message, int StatusCode, long? RequestId)
{
    public static ErrorMessage Of(Refusal refusal, long? requestId) => new(
        "error", false,
        refusal.Code == "invalid_json"
            ? "BadJSON"
            : string.Concat(refusal.Code.Split('_').Select(word => char.ToUpperInvariant(word[0]) + word[1..])),
        refusal.Code, refusal.Message, refusal.Status, requestId);
}
