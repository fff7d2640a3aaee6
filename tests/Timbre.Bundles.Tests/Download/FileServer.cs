using System.Net;
using System.Net.Sockets;

namespace Timbre.Bundles.Tests.Download;

/// <summary>A web server of one file on this machine.</summary>
internal sealed class FileServer : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly byte[] _file;

    public FileServer(byte[] file)
    {
        _file = file;
        Address = new Uri($"http://127.0.0.1:{FreePort()}/");
        _listener.Prefixes.Add(Address.ToString());
        _listener.Start();
        _ = Task.Run(Serve);
    }

    public Uri Address { get; }

    /// <summary>What is answered instead of the file; 0 for nothing else.</summary>
    public int Status { get; set; }

    /// <summary>Whether it sends a part where one is asked for.</summary>
    public bool KnowsRanges { get; set; } = true;

    /// <summary>The connection breaks after so many bytes of an answer.</summary>
    public int? BreaksAfter { get; set; }

    /// <summary>Whether the answer says how long it is.</summary>
    public bool TellsLength { get; set; } = true;

    /// <summary>What was asked for: the header Range, or "all".</summary>
    public List<string> Asked { get; } = [];

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public void Dispose() => _listener.Close();

    private async Task Serve()
    {
        while (_listener.IsListening)
        {
            try
            {
                Answer(await _listener.GetContextAsync());
            }
            catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException or IOException)
            {
                continue; // by the client, or by the end of the test
            }
        }
    }

    private void Answer(HttpListenerContext context)
    {
        var (range, response) = (context.Request.Headers["Range"], context.Response);
        Asked.Add(range ?? "all");
        if (Status > 0)
        {
            response.StatusCode = Status;
            response.Close();
            return;
        }

        var start = 0;
        if (range is not null && KnowsRanges)
        {
            start = int.Parse(range["bytes=".Length..].TrimEnd('-'));
            response.StatusCode = start < _file.Length ? 206 : 416;
            response.Headers["Content-Range"] = $"bytes {start}-{_file.Length - 1}/{_file.Length}";
        }

        var part = _file.AsSpan(Math.Min(start, _file.Length));
        if (TellsLength)
            response.ContentLength64 = part.Length;
        else
            response.SendChunked = true;
        response.OutputStream.Write(part[..Math.Min(part.Length, BreaksAfter ?? part.Length)]);
        if (BreaksAfter is null)
        {
            response.Close();
            return;
        }

        response.OutputStream.Flush();
        response.Abort();
    }
}
