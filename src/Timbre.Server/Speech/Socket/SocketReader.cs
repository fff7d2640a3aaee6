using System.Net.WebSockets;
using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Timbre.Server.Speech.Socket;

/// <summary>
/// Reads a socket's messages ahead of whoever answers them, a few at most: only who reads learns that the other side has gone.
/// </summary>
internal sealed class SocketReader(WebSocket socket, int maxBytes, TimeSpan idle) : IAsyncDisposable
{
    private const int MaxQueued = 4;
    private const int BlockBytes = 16 << 10;
    private static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(5);

    private readonly Channel<byte[]> _messages = Channel.CreateBounded<byte[]>(new BoundedChannelOptions(MaxQueued) {
        SingleReader = true, SingleWriter = true
    });
    private readonly CancellationTokenSource _disconnected = new();
    private readonly CancellationTokenSource _stopped = new();
    private Task _reading = Task.CompletedTask;

    /// <summary>Cancelled when the other side closes, falls silent for good or breaks off.</summary>
    public CancellationToken Disconnected => _disconnected.Token;

    /// <summary>With which the socket is to be closed when there are no more messages.</summary>
    public WebSocketCloseStatus CloseStatus { get; private set; } = WebSocketCloseStatus.NormalClosure;

    /// <summary>The sentence beside it.</summary>
    public string CloseReason { get; private set; } = "";

    /// <summary>The messages in order; ends when the other side has closed, has sent too much in one, or nothing for too long.</summary>
    public async IAsyncEnumerable<byte[]> Messages([EnumeratorCancellation] CancellationToken ct)
    {
        using var end = ct.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), _disconnected);
        _reading = Read();
        while (true)
        {
            using var timeout = CancellationTokenSource.CreateLinkedTokenSource(Disconnected);
            timeout.CancelAfter(idle);
            byte[]? message;
            try
            {
                message = await _messages.Reader.WaitToReadAsync(timeout.Token) && _messages.Reader.TryRead(out var read) ? read : null;
            }
            catch (OperationCanceledException) when (!Disconnected.IsCancellationRequested)
            {
                (CloseStatus, CloseReason) = (WebSocketCloseStatus.NormalClosure, $"Nothing was asked for {idle.TotalSeconds:0} s.");
                message = null;
            }

            if (message is null)
                yield break;
            yield return message;
        }
    }

    /// <summary>Ends the reading, after the socket has been closed from here: the other side's good-bye is waited for a little.</summary>
    public async ValueTask DisposeAsync()
    {
        await _disconnected.CancelAsync();
        _stopped.CancelAfter(CloseTimeout);
        await _reading;
        _disconnected.Dispose();
        _stopped.Dispose();
    }

    private async Task Read()
    {
        try
        {
            while (await Next() is { } message)
                await _messages.Writer.WriteAsync(message, Disconnected);
        }
        catch (Exception broken) when (broken is WebSocketException or OperationCanceledException)
        {
            await _disconnected.CancelAsync(); // whether it was the other side or ours, nobody listens any more
        }

        _messages.Writer.Complete();
    }

    /// <summary>A whole message, or null at the end.</summary>
    private async Task<byte[]?> Next()
    {
        var message = new MemoryStream();
        var block = new byte[BlockBytes];
        while (true)
        {
            var part = await socket.ReceiveAsync(block.AsMemory(), _stopped.Token);
            if (part.MessageType == WebSocketMessageType.Close)
            {
                await _disconnected.CancelAsync(); // what it has not heard yet, it does not want to hear
                return null;
            }

            if (message.Length + part.Count > maxBytes)
            {
                (CloseStatus, CloseReason) = (WebSocketCloseStatus.MessageTooBig, $"A message has at most {maxBytes} bytes.");
                return null;
            }

            message.Write(block, 0, part.Count);
            if (part.EndOfMessage)
                return message.ToArray();
        }
    }
}
