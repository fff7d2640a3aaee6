using System.Net;
using System.Text;
using System.Text.Json;
using Timbre.Server.Tests.Hosting;

namespace Timbre.Server.Tests.Recordings;

/// <summary>What the SDKs really send.</summary>
public sealed class UploadTrapTests(SharedServer shared) : IClassFixture<SharedServer>
{
    private const string Boundary = "--------------------------409235876104783650371254";

    /// <summary>
    /// Two Content-Type lines, the first without a boundary; a file part without a file name; the word undefined; no line break after the
    /// end.
    /// </summary>
    [Theory]
    [InlineData("multipart/form-data", "multipart/form-data; boundary=" + Boundary)]
    [InlineData("multipart/form-data; boundary=" + Boundary, "multipart/form-data")]
    [InlineData("multipart/form-data,multipart/form-data; boundary=\"" + Boundary + "\"", null)]
    public async Task The_Node_SDKs_upload_is_understood_byte_by_byte(string firstType, string? secondType)
    {
        var server = shared.Server;
        var voice = await server.NewVoice();
        var sound = Samples.Bytes(0);
        var body = Body(
            Part("Content-Disposition: form-data; name=\"name\"", "clip 0"),
            Part("Content-Disposition: form-data; name=\"text\"", "Sentence 0."),
            Part("Content-Disposition: form-data; name=\"emotion\"", "undefined"),
            Part("Content-Disposition: form-data; name=\"is_active\"", "true"),
            Part("Content-Disposition: form-data; name=\"file\"\r\nContent-Type: application/octet-stream", sound));
        string[] headers = [
            "Accept: */*", $"Content-Type: {firstType}", .. secondType is null ? Array.Empty<string>() : [$"Content-Type: {secondType}"],
            $"Content-Length: {body.Length}"
        ];
        var (status, answer) = await RawHttp.Send(server, "POST", Upload.RecordingsOf(voice), headers, body);
        Assert.True(status == 200, answer.ToString());
        var item = answer.GetProperty("item");
        Assert.Equal(
            ("clip 0", "Sentence 0.", JsonValueKind.Null), (item.Text("name"), item.Text("text"), item.GetProperty("emotion").ValueKind));
        using var http = new HttpClient();
        Assert.Equal(sound, await http.GetByteArrayAsync(item.Text("audio_src")));
    }

    [Fact]
    public async Task Parts_may_come_in_any_order_and_twice_and_unknown_ones_are_passed_over()
    {
        var server = shared.Server;
        var form = new MultipartFormDataContent
        {
            { new StringContent("other"), "name" },
            { Upload.Sound(Samples.Bytes(0)), "file" },
            { new StringContent("en"), "language" },
            { new StringContent("False"), "is_active" },
            { new StringContent("True"), "fill" },
            { new StringContent("Grüße 你好"), "name" },
        };
        var (status, body) = await server.Http.Record(await server.NewVoice(), form);
        Assert.True(status == HttpStatusCode.OK, body.ToString());
        var item = body.GetProperty("item");
        Assert.Equal(("Grüße 你好", false, true), (item.Text("name"), item.Is("is_active"), item.Is("fill")));
    }

    /// <summary>What SDKs, browsers and curl make of a path that somebody's computer has.</summary>
    [Theory]
    [InlineData("filename=\"/home/a/b.wav\"")]
    [InlineData("filename=\"häßlich 你好.wav\"")]
    [InlineData("filename=\"C:\\Users\\a\\b.wav\"")]
    [InlineData("filename=\"say \\\"hello\\\"; now.wav\"")]
    [InlineData("filename=\"a.wav\"; filename*=UTF-8''h%C3%A4.wav")]
    [InlineData("filename=a.wav")]
    [InlineData("filename=\"\"")]
    public async Task The_name_of_a_file_does_not_matter(string fileName)
    {
        var server = shared.Server;
        var body = Body(
            Part($"Content-Disposition: form-data; name=\"file\"; {fileName}", Samples.Bytes(0)),
            Part("Content-Disposition: form-data; name=name", "one"));
        var (status, answer) = await RawHttp.Send(
            server, "POST", Upload.RecordingsOf(await server.NewVoice()),
            [$"Content-Type: multipart/form-data; boundary={Boundary}", $"Content-Length: {body.Length}"], body);
        Assert.True(status == 200, answer.ToString());
    }

    [Theory]
    [InlineData("undefined", "undefined", "undefined", "undefined")]
    [InlineData("", "", "", "")]
    [InlineData(null, null, null, null)]
    public async Task What_is_missing_empty_or_undefined_is_not_given(string? text, string? emotion, string? active, string? fill)
    {
        var server = shared.Server;
        var given = new[] {
            ("name", "one"), ("text", text), ("emotion", emotion), ("is_active", active), ("fill", fill)
        }.Where(field => field.Item2 is not null);
        var (_, body) = await server.Http.Record(
            await server.NewVoice(), Upload.Form(Samples.Bytes(0), [.. given.Select(field => (field.Item1, field.Item2!))]));
        var item = body.GetProperty("item");
        Assert.Equal(
            (JsonValueKind.Null, JsonValueKind.Null, true, false),
            (item.GetProperty("text").ValueKind, item.GetProperty("emotion").ValueKind, item.Is("is_active"), item.Is("fill")));
    }

    [Fact]
    public async Task A_chunked_upload_without_a_length_is_taken_too()
    {
        await using var server = await TestServer.Start();
        var voice = await server.NewVoice();
        using var request = new HttpRequestMessage(
            HttpMethod.Post, Upload.RecordingsOf(voice))
        { Content = Upload.Form(Samples.Bytes(0), ("name", "one")) };
        request.Headers.TransferEncodingChunked = true;
        using var response = await server.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory, Databases]
    public async Task The_same_name_at_once_is_taken_exactly_once(string database)
    {
        await using var server = await TestServer.StartOn(database);
        var voice = await server.NewVoice();
        var sent = await Task.WhenAll(
            Enumerable.Range(0, 6).Select(i => server.Http.Record(voice, Upload.Form(Samples.Bytes(i % 5), ("name", "same")))));
        Assert.Single(sent, answer => answer.Status == HttpStatusCode.OK);
        Assert.All(
            sent.Where(answer => answer.Status != HttpStatusCode.OK),
            answer => Assert.Equal((HttpStatusCode.Conflict, "name_taken"), (answer.Status, answer.Body.Text("code"))));
        Assert.Equal(2, server.Blobs().Count);

        var other = await server.NewVoice();
        await server.Http.Recorded(other, "same"); // unique in its voice, not in the world
    }

    [Theory, Databases]
    public async Task A_voice_deleted_while_recordings_come_in_takes_them_with_it(string database)
    {
        await using var server = await TestServer.StartOn(database);
        var voice = await server.NewVoice();
        var uploads = Enumerable.Range(0, 6)
            .Select(i => server.Http.Record(voice, Upload.Form(Samples.Bytes(i % 5), ("name", $"clip {i}")))).ToList();
        await uploads[0];
        await server.Http.Send(HttpMethod.Delete, $"/api/v2/voices/{voice}");
        foreach (var (status, body) in await Task.WhenAll(uploads))
            Assert.True(status == HttpStatusCode.OK || body.Text("code") == "not_found", body.ToString());
        Assert.Empty(server.Blobs());
        Assert.DoesNotContain(
            Directory.EnumerateDirectories(Path.Combine(server.DataFolder, "blobs")),
            folder => folder.EndsWith(voice, StringComparison.Ordinal));
    }

    private static byte[] Part(string headers, string value) => Part(headers, Encoding.UTF8.GetBytes(value));

    private static byte[] Part(string headers, byte[] value) =>
        [.. Encoding.UTF8.GetBytes($"--{Boundary}\r\n{headers}\r\n\r\n"), .. value, .. "\r\n"u8];

    private static byte[] Body(params byte[][] parts) => [.. parts.SelectMany(part => part), .. Encoding.ASCII.GetBytes($"--{Boundary}--")];
}
