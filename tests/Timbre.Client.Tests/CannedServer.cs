using System.Net;
using System.Text;

namespace Timbre.Client.Tests;

/// <summary>
/// Answers every request with the same words and remembers what was asked: for what the wire looks like, not for what a server does.
/// </summary>
internal sealed class CannedServer(HttpStatusCode status, string answer, string contentType = "application/json") : HttpMessageHandler
{
    public static readonly Uri Address = new("http://127.0.0.1:1/");

    public string Line { get; private set; } = "";

    public string? Authorization { get; private set; }

    public string Body { get; private set; } = "";

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken ct)
    {
        Line = $"{request.Method} {request.RequestUri!.PathAndQuery}";
        Authorization = request.Headers.Authorization?.ToString();
        Body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(ct);
        return new HttpResponseMessage(status) { Content = new StringContent(answer, Encoding.UTF8, contentType) };
    }
}
