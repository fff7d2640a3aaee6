using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Timbre.Server.Tests.Network;

/// <summary>
/// An HTTP server on a loopback port that answers byte for byte what a test wants, however wrong, and remembers who asked.
/// </summary>
public sealed class RawServer : IAsyncDisposable
{
    public delegate Task Answer(string requestHead, Stream to, CancellationToken ct);

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly List<string> _requests = [];
    private readonly X509Certificate2? _certificate;
    private readonly Task _loop;

    public RawServer(Answer answer, X509Certificate2? certificate = null)
    {
        this._certificate = certificate;
        _listener.Start();
        _loop = Accept(answer);
    }

    public RawServer(string answer)
        : this((_, to, ct) => to.WriteAsync(Encoding.Latin1.GetBytes(answer), ct).AsTask())
    {
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public string Url(string path = "/") => $"http://127.0.0.1:{Port}{path}";

    public IReadOnlyList<string> Requests
    {
        get
        {
            lock (_requests)
                return [.. _requests];
        }
    }

    public static RawServer Redirecting(string location, string status = "302 Found") =>
        new($"HTTP/1.1 {status}\r\nLocation: {location}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");

    public static RawServer Saying(string body) =>
        new($"HTTP/1.1 200 OK\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n{body}");

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _loop;
        _stop.Dispose();
    }

    private async Task Accept(Answer answer)
    {
        var open = new List<Task>();
        try
        {
            while (true)
                open.Add(Serve(await _listener.AcceptTcpClientAsync(_stop.Token), answer));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException
            or InvalidOperationException) // stopped, at whichever point the stop met it
        {
            await Task.WhenAll(open);
        }
    }

    private async Task Serve(TcpClient client, Answer answer)
    {
        using var _ = client;
        try
        {
            Stream stream = client.GetStream();
            if (_certificate is not null)
            {
                var tls = new SslStream(stream);
                await tls.AuthenticateAsServerAsync(
                    new SslServerAuthenticationOptions
                    {
                        ServerCertificateContext = SslStreamCertificateContext.Create(_certificate, null, offline: true),
                    },
                    _stop.Token);
                stream = tls;
            }

            var head = new StringBuilder();
            var one = new byte[1];
            while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
            {
                if (await stream.ReadAsync(one, _stop.Token) == 0)
                    break;
                head.Append((char)one[0]);
            }

            lock (_requests)
                _requests.Add(head.ToString());
            await answer(head.ToString(), stream, _stop.Token);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or SocketException
            or System.Security.Authentication.AuthenticationException)
        {
            // The client under test hung up, which is what some tests are about.
        }
    }
}
