using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace Timbre.Server.Tests.Hosting;

/// <summary>Requests byte by byte, for what no decent client sends.</summary>
internal static class RawHttp
{
    /// <summary>
    /// Sends a request as it stands, with the test's key, and reads the answer; with <paramref name="breakOff"/> the sending side closes
    /// first, and status 0 says that there was no answer.
    /// </summary>
    public static async Task<(int Status, JsonElement Body)> Send(
        TestServer server, string method, string path, IEnumerable<string> headers, byte[] body, bool breakOff = false)
    {
        using var tcp = new TcpClient();
        await tcp.ConnectAsync(server.Url.Host, server.Url.Port);
        await using var stream = tcp.GetStream();
        var head = new StringBuilder(
            $"{method} {path} HTTP/1.1\r\nHost: {server.Url.Authority}\r\n"
                + $"Authorization: Token token={TestServer.Key}\r\nConnection: close\r\n");
        foreach (var header in headers)
            head.Append(header).Append("\r\n");
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head.Append("\r\n").ToString()));
        await stream.WriteAsync(body);
        if (breakOff)
            tcp.Client.Shutdown(SocketShutdown.Send);

        using var answer = new MemoryStream();
        try
        {
            await stream.CopyToAsync(answer);
        }
        catch (IOException) when (breakOff)
        {
            return (0, default); // a server need not answer who has hung up
        }

        var text = Encoding.UTF8.GetString(answer.ToArray());
        if (text.Length == 0)
            return (0, default);
        var json = text[(text.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..];
        return (int.Parse(text.Split(' ')[1]), JsonDocument.Parse(json[json.IndexOf('{')..(json.LastIndexOf('}') + 1)]).RootElement);
    }
}
