using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Timbre.Client.Wire;

/// <summary>Sends with the key, reads the envelope, and turns a refusal into a <see cref="TimbreException"/>.</summary>
internal sealed class Connection(HttpClient http, Uri server, string key, bool ownsHttp) : IDisposable
{
    private readonly Uri _root = new(server.AbsoluteUri.TrimEnd('/') + "/");

    /// <summary>Uploads, builds and backups take as long as they take: the caller's token ends them, not a clock.</summary>
    public static HttpClient NewHttp() =>
        new(new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(15), PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };

    public Task<TAnswer> Get<TAnswer>(string path, JsonTypeInfo<TAnswer> type, CancellationToken ct) =>
        Send(HttpMethod.Get, path, null, type, ct);

    public async Task<TAnswer> Send<TBody, TAnswer>(
        HttpMethod method, string path, TBody body, JsonTypeInfo<TBody> bodyType, JsonTypeInfo<TAnswer> type, CancellationToken ct)
    {
        using var content = JsonContent.Create(body, bodyType);
        return await Send(method, path, content, type, ct).ConfigureAwait(false);
    }

    public async Task<TAnswer> Send<TAnswer>(
        HttpMethod method, string path, HttpContent? content, JsonTypeInfo<TAnswer> type, CancellationToken ct)
    {
        using var response = await Exchange(method, path, content, ct).ConfigureAwait(false);
        var body = await ReadText(response, ct).ConfigureAwait(false);
        return Parse(body, type, response.StatusCode);
    }

    /// <summary>For the endpoints that answer without an envelope. They may refuse with status 200 and <c>success: false</c>.</summary>
    public async Task<TAnswer> SendFlat<TBody, TAnswer>(
        HttpMethod method, string path, TBody body, JsonTypeInfo<TBody> bodyType, JsonTypeInfo<TAnswer> type, CancellationToken ct)
    {
        using var content = JsonContent.Create(body, bodyType);
        using var response = await Exchange(method, path, content, ct).ConfigureAwait(false);
        var text = await ReadText(response, ct).ConfigureAwait(false);
        using var document = ParseDocument(text, response.StatusCode);
        if (document.RootElement.ValueKind == JsonValueKind.Object
            && document.RootElement.TryGetProperty("success", out var success) && success.ValueKind == JsonValueKind.False)
        {
            throw RefusalOf(text, response.StatusCode);
        }

        return Parse(text, type, response.StatusCode);
    }

    public async Task<Stream> Download(string path, CancellationToken ct)
    {
        var response = await Exchange(HttpMethod.Get, path, null, ct).ConfigureAwait(false);
        // disposing the stream disposes the connection's part in it
        return await response.Content.ReadAsStreamAsync(ct).ConfigureAwait(false);
    }

    public void Dispose()
    {
        if (ownsHttp)
            http.Dispose();
    }

    private async Task<HttpResponseMessage> Exchange(HttpMethod method, string path, HttpContent? content, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(method, new Uri(_root, path)) { Content = content };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        HttpResponseMessage response;
        try
        {
            response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct).ConfigureAwait(false);
        }
        catch (HttpRequestException e)
        {
            throw new TimbreException($"No Timbre server answers at {_root.AbsoluteUri.TrimEnd('/')} ({e.Message}).", null, null, null, e);
        }

        if (response.IsSuccessStatusCode)
            return response;

        using (response)
            throw RefusalOf(await ReadText(response, ct).ConfigureAwait(false), response.StatusCode);
    }

    private static async Task<string> ReadText(HttpResponseMessage response, CancellationToken ct)
    {
        try
        {
            return await response.Content.ReadAsStringAsync(ct).ConfigureAwait(false);
        }
        catch (HttpRequestException e)
        {
            throw new TimbreException("The server's answer broke off.", response.StatusCode, null, null, e);
        }
    }

    private static TimbreException RefusalOf(string body, HttpStatusCode status)
    {
        Refusal? refusal = null;
        try
        {
            refusal = JsonSerializer.Deserialize(body, ClientJson.Default.Refusal);
        }
        catch (JsonException)
        {
            // Not Timbre's own words (a proxy's page, say): the status tells what there is to tell.
        }

        var message = refusal?.Message ?? refusal?.Error ?? $"The server answered {(int)status} ({status}).";
        return new TimbreException(message, status, refusal?.Code, body);
    }

    private static T Parse<T>(string body, JsonTypeInfo<T> type, HttpStatusCode status)
    {
        try
        {
            return JsonSerializer.Deserialize(body, type) ?? throw new JsonException("null");
        }
        catch (JsonException e)
        {
            throw Unrecognized(body, status, e);
        }
    }

    private static JsonDocument ParseDocument(string body, HttpStatusCode status)
    {
        try
        {
            return JsonDocument.Parse(body);
        }
        catch (JsonException e)
        {
            throw Unrecognized(body, status, e);
        }
    }

    private static TimbreException Unrecognized(string body, HttpStatusCode status, JsonException e) =>
        new($"The answer is not a Timbre server's ({e.Message})", status, null, body, e);
}
