using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Timbre.Server.Tests.Hosting;

/// <summary>Short ways to send and read JSON.</summary>
internal static class Json
{
    public static async Task<(HttpStatusCode Status, JsonElement Body)> Send(
        this HttpClient client, HttpMethod method, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        using var response = await client.SendAsync(request);
        return (response.StatusCode, await response.Content.ReadFromJsonAsync<JsonElement>());
    }

    public static Task<(HttpStatusCode Status, JsonElement Body)> Get(this HttpClient client, string path) =>
        client.Send(HttpMethod.Get, path);

    public static Task<(HttpStatusCode Status, JsonElement Body)> Post(this HttpClient client, string path, object? body = null) =>
        client.Send(HttpMethod.Post, path, body ?? new { });

    public static string Text(this JsonElement element, string name) => element.GetProperty(name).GetString()!;

    public static bool Is(this JsonElement element, string name) => element.GetProperty(name).GetBoolean();

    /// <summary>Asks for the voice until it is no longer at work.</summary>
    public static async Task<JsonElement> Settled(this HttpClient client, string uuid, double withinSeconds = 300)
    {
        var until = DateTime.UtcNow.AddSeconds(withinSeconds);
        while (true)
        {
            var (_, body) = await client.Get($"/api/v2/voices/{uuid}");
            var item = body.GetProperty("item");
            var stage = item.GetProperty("progress").Text("stage");
            if (stage is not ("queued" or "downloading" or "analysing" or "training"))
                return item;
            if (DateTime.UtcNow > until)
                throw new TimeoutException($"The voice is still at {stage}.");
            await Task.Delay(100);
        }
    }
}
