using System.Net;
using System.Net.Sockets;

namespace Timbre.Server.Tests.Jobs;

/// <summary>Takes whatever is asked of it and answers a GET with a byte now and then, and anything else not at all.</summary>
internal sealed class SlowServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly Task _accepting;
    private int _connections;

    public SlowServer()
    {
        _listener.Start();
        _accepting = Accept();
    }

    public Uri Url => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");

    /// <summary>How many have connected so far.</summary>
    public int Connections => _connections;

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await _accepting;
        _end.Dispose();
    }

    private async Task Accept()
    {
        var answers = new List<Task>();
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_end.Token);
                Interlocked.Increment(ref _connections);
                answers.Add(Answer(client));
            }
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException)
        {
            await Task.WhenAll(answers);
        }
    }

    private async Task Answer(TcpClient client)
    {
        using (client)
        {
            try
            {
                var stream = client.GetStream();
                var request = new byte[4096];
                var isGet = await stream.ReadAsync(request, _end.Token) > 0 && request[0] == 'G';
                if (isGet)
                    await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n"u8.ToArray(), _end.Token);
                while (true)
                {
                    await Task.Delay(200, _end.Token);
                    if (isGet)
                        await stream.WriteAsync(new byte[1], _end.Token);
                }
            }
            catch (Exception end) when (end is OperationCanceledException or IOException)
            {
                // the other side gave up, or the test has ended
            }
        }
    }
}
