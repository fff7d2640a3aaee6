using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Timbre.Server.Tests.Hosting;

namespace Timbre.Server.Tests.Recordings;

public sealed class AudioLinkTests
{
    private readonly HttpClient _anybody = new();

    [Fact]
    public async Task A_link_opens_the_sound_without_a_key_and_any_part_of_it()
    {
        await using var server = await TestServer.Start();
        var sound = Samples.Bytes(0);
        var link = (await server.Http.Recorded(await server.NewVoice(), "one", sound)).Text("audio_src");
        Assert.StartsWith(server.Url.AbsoluteUri, link);

        foreach (var (range, from, to) in new[] {
            ("bytes=0-99", 0, 99), ("bytes=100-", 100, sound.Length - 1), ("bytes=-10", sound.Length - 10, sound.Length - 1),
            ("bytes=5-99999999", 5, sound.Length - 1)
        })
        {
            using var part = await Ask(link, HttpMethod.Get, range);
            Assert.Equal(HttpStatusCode.PartialContent, part.StatusCode);
            Assert.Equal(new ContentRangeHeaderValue(from, to, sound.Length), part.Content.Headers.ContentRange);
            Assert.Equal(sound[from..(to + 1)], await part.Content.ReadAsByteArrayAsync());
        }

        using var head = await Ask(link, HttpMethod.Head);
        Assert.Equal((HttpStatusCode.OK, sound.Length), (head.StatusCode, head.Content.Headers.ContentLength));
        Assert.Equal(("bytes", "audio/wav"), (head.Headers.AcceptRanges.Single(), head.Content.Headers.ContentType!.MediaType));
        Assert.Equal("no-store, private", string.Join(", ", head.Headers.CacheControl!.ToString().Split(", ").Order()));
        Assert.Equal("inline", head.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal("nosniff", head.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Empty(await head.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task A_range_outside_the_sound_is_told_in_the_common_shape()
    {
        await using var server = await TestServer.Start();
        var sound = Samples.Bytes(0);
        var link = (await server.Http.Recorded(await server.NewVoice(), "one", sound)).Text("audio_src");
        using var beyond = await Ask(link, HttpMethod.Get, $"bytes={sound.Length}-");
        Assert.Equal(HttpStatusCode.RequestedRangeNotSatisfiable, beyond.StatusCode);
        Assert.Equal(sound.Length, beyond.Content.Headers.ContentRange!.Length);
        Assert.Equal("range_not_satisfiable", JsonDocument.Parse(await beyond.Content.ReadAsStringAsync()).RootElement.Text("code"));
    }

    /// <summary>Whatever is changed in a link, by one character anywhere, it opens nothing.</summary>
    [Fact]
    public async Task A_changed_link_opens_nothing()
    {
        await using var server = await TestServer.Start();
        var voice = await server.NewVoice();
        var one = new Uri((await server.Http.Recorded(voice, "one")).Text("audio_src"));
        var two = new Uri((await server.Http.Recorded(voice, "two")).Text("audio_src"));
        var query = one.Query;
        string[] changed =
        [
            one.AbsolutePath,
            two.AbsolutePath + query,
            one.AbsolutePath + "/" + query,
            one.AbsolutePath.ToUpperInvariant().Replace("/API/V2/VOICES", "/api/v2/voices", StringComparison.Ordinal) + query,
            one.AbsolutePath + query.Replace("expires=", "expires=9", StringComparison.Ordinal),
            one.AbsolutePath + query.Replace("expires=", "expires=%20", StringComparison.Ordinal),
            one.AbsolutePath + query + "A",
            one.AbsolutePath + query[..^2],
            one.AbsolutePath + query[..query.IndexOf("signature=", StringComparison.Ordinal)] + "signature=",
            one.AbsolutePath + "?signature=&expires=",
        ];
        foreach (var link in changed)
        {
            using var response = await _anybody.GetAsync(new Uri(server.Url, link));
            Assert.True(response.StatusCode == HttpStatusCode.Forbidden, link);
            Assert.Equal("link_invalid", JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.Text("code"));
        }

        using var keyed = await server.Http.GetAsync(one.AbsolutePath); // a key is no signature
        Assert.Equal(HttpStatusCode.Forbidden, keyed.StatusCode);
    }

    [Fact]
    public async Task A_link_expires_and_a_deleted_recording_is_gone()
    {
        await using var server = await TestServer.Start(("Policies:LinkMinutes", "0.02"));
        var voice = await server.NewVoice();
        var item = await server.Http.Recorded(voice, "one");
        await Task.Delay(TimeSpan.FromSeconds(2.3));
        using var late = await _anybody.GetAsync(item.Text("audio_src"));
        Assert.Equal(HttpStatusCode.Forbidden, late.StatusCode);
        Assert.Equal("link_expired", JsonDocument.Parse(await late.Content.ReadAsStringAsync()).RootElement.Text("code"));

        var path = $"{Upload.RecordingsOf(voice)}/{item.Text("uuid")}";
        var (_, again) = await server.Http.Get(path);
        var fresh = again.GetProperty("item").Text("audio_src");
        await server.Http.Send(HttpMethod.Delete, path);
        using var gone = await _anybody.GetAsync(fresh);
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
    }

    [Theory, Databases]
    public async Task A_link_outlives_a_restart_and_follows_the_public_address(string database)
    {
        await using var server = await TestServer.StartOn(database, ("TIMBRE_PUBLIC_URL", "https://voices.example.com/timbre/"));
        var link = (await server.Http.Recorded(await server.NewVoice(), "one")).Text("audio_src");
        Assert.StartsWith("https://voices.example.com/timbre/api/v2/voices/", link);
        await server.Restart();
        using var response = await _anybody.GetAsync(new Uri(server.Url, link["https://voices.example.com/timbre".Length..]));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    private async Task<HttpResponseMessage> Ask(string link, HttpMethod method, string? range = null)
    {
        using var request = new HttpRequestMessage(method, link);
        if (range is not null)
            request.Headers.TryAddWithoutValidation("Range", range);
        return await _anybody.SendAsync(request);
    }
}
