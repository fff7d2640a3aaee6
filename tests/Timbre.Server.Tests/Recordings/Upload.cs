using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Timbre.Server.Tests.Hosting;

namespace Timbre.Server.Tests.Recordings;

/// <summary>Short ways to upload, and to see what lies in the data folder afterwards.</summary>
internal static class Upload
{
    public static async Task<string> NewVoice(this TestServer server, string type = "rapid", HttpClient? client = null)
    {
        var (_, body) = await (client ?? server.Http).Post("/api/v2/voices", new { name = "Ada", voice_type = type });
        return body.GetProperty("item").Text("uuid");
    }

    public static string RecordingsOf(string voice) => $"/api/v2/voices/{voice}/recordings";

    /// <summary>Fields in the order given; the sound after them.</summary>
    public static MultipartFormDataContent Form(byte[]? sound, params (string Name, string Value)[] fields)
    {
        var form = new MultipartFormDataContent();
        foreach (var (name, value) in fields)
            form.Add(new StringContent(value), name);
        if (sound is not null)
            form.Add(Sound(sound), "file", "recording.wav");
        return form;
    }

    public static ByteArrayContent Sound(byte[] sound) =>
        new(sound) { Headers = { ContentType = new MediaTypeHeaderValue("application/octet-stream") } };

    public static async Task<(HttpStatusCode Status, JsonElement Body)> Record(this HttpClient client, string voice, HttpContent form)
    {
        using var response = await client.PostAsync(RecordingsOf(voice), form);
        return (response.StatusCode, await response.Content.ReadFromJsonAsync<JsonElement>());
    }

    /// <summary>Uploads one of the reader's clips and expects it to be taken.</summary>
    public static async Task<JsonElement> Recorded(this HttpClient client, string voice, string name, byte[]? sound = null)
    {
        var (status, body) = await client.Record(voice, Form(sound ?? Samples.Bytes(0), ("name", name)));
        Assert.True(status == HttpStatusCode.OK, body.ToString());
        return body.GetProperty("item");
    }

    /// <summary>
    /// Every file among the blobs, and every scratch file: unfinished ones are included, those that somebody reads just now are not.
    /// </summary>
    public static IReadOnlyList<string> Blobs(this TestServer server) =>
        [.. server.BlobsAndLeases().Where(path => !path.Contains("/.leases/", StringComparison.Ordinal))];

    private static IEnumerable<string> BlobsAndLeases(this TestServer server) =>
        from folder in (string[])["blobs", "scratch"]
        let path = Path.Combine(server.DataFolder, folder)
        where Directory.Exists(path)
        from file in Directory.GetFiles(path, "*", SearchOption.AllDirectories)
        select file;

    /// <summary>A connection that broke off is cleaned up after by the server in its own time.</summary>
    public static async Task HasNoBlobs(this TestServer server)
    {
        for (var i = 0; i < 100 && server.BlobsAndLeases().Any(); i++)
            await Task.Delay(50);
        Assert.Empty(server.BlobsAndLeases());
    }
}
