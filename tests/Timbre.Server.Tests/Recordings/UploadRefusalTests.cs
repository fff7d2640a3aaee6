using System.Net;
using System.Text;
using System.Text.Json;
using Timbre.Server.Tests.Hosting;
using Timbre.Server.Tests.Material;

namespace Timbre.Server.Tests.Recordings;

public sealed class UploadRefusalTests(SharedServer shared) : IClassFixture<SharedServer>
{
    public static TheoryData<string, string, string?, string?> Fields => new()
    {
        { "invalid_name", "name", null, null },
        { "invalid_name", "name", "  ", null },
        { "invalid_name", "name", new string('n', 257), null },
        { "invalid_name", "name", "a\0b", null },
        { "invalid_text", "text", "one", new string('t', 1025) },
        { "invalid_text", "text", "one", "bell \a" },
        { "invalid_emotion", "emotion", "one", new string('e', 65) },
        { "invalid_is_active", "is_active", "one", "perhaps" },
        { "invalid_fill", "fill", "one", "2" },
        { "field_too_long", "text", "one", new string('t', 20_000) },
    };

    [Theory]
    [MemberData(nameof(Fields))]
    public async Task A_field_that_cannot_be_is_named(string code, string field, string? name, string? value)
    {
        var server = shared.Server;
        var fields = new[] { ("name", name), (field, value) }.Where(given => given.Item2 is not null)
            .Select(given => (given.Item1, given.Item2!));
        await Refused(server, HttpStatusCode.BadRequest, code, field, Upload.Form(Samples.Bytes(0), [.. fields]));
    }

    /// <summary>By name, as xunit writes down every byte of an argument when it looks for the tests.</summary>
    private static readonly Dictionary<string, (string Code, Func<byte[]> File)> Files = new()
    {
        ["nothing"] = ("invalid_sound", () => []),
        ["letters"] = ("unsupported_format", () => Encoding.UTF8.GetBytes(new string('x', 5000))),
        ["a playlist"] = ("unsupported_format",
            () => Encoding.UTF8.GetBytes("#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n" + new string(' ', 500))),
        ["a list of files"] = ("unsupported_format", () => Encoding.UTF8.GetBytes("ffconcat version 1.0\nfile '/etc/passwd'\n")),
        ["a WAV's first 40 bytes"] = ("invalid_sound", () => Samples.Bytes(0)[..40]),
        ["a FLAC of zeros"] = ("invalid_sound", () => [.. "fLaC"u8, .. new byte[3000]]),
        ["an MP3 of zeros"] = ("invalid_sound", () => [0xFF, 0xFB, 0x90, 0x64, .. new byte[3000]]),
        ["0.9 s"] = ("recording_too_short", () => Samples.Long(0.9)),
        ["60.5 s"] = ("recording_too_long", () => Sounds.Reader(60.5)),
        ["70 s of MP3"] = ("recording_too_long", () => Sounds.As(Sounds.Reader(70), "mp3", "-c:a", "libmp3lame")),
        ["silence"] = ("recording_is_silent", () => Sounds.Silence(3)),
    };

    public static TheoryData<string> FileNames => [.. Files.Keys];

    [Theory]
    [MemberData(nameof(FileNames))]
    public async Task A_file_that_no_voice_can_be_made_of_is_refused_with_the_reason(string name)
    {
        var (code, file) = Files[name];
        await Refused(shared.Server, HttpStatusCode.BadRequest, code, "file", Upload.Form(file(), ("name", "one")));
    }

    [Fact]
    public async Task A_recording_without_a_file_or_with_two_is_refused()
    {
        var server = shared.Server;
        await Refused(server, HttpStatusCode.BadRequest, "file_missing", "file", Upload.Form(null, ("name", "one")));
        var twice = Upload.Form(Samples.Bytes(0), ("name", "one"));
        twice.Add(Upload.Sound(Samples.Bytes(1)), "file");
        await Refused(server, HttpStatusCode.BadRequest, "invalid_file", "file", twice);
    }

    [Fact]
    public async Task Text_that_is_not_UTF8_is_refused()
    {
        var server = shared.Server;
        var form = Upload.Form(Samples.Bytes(0), ("name", "one"));
        form.Add(new ByteArrayContent([0x47, 0x72, 0xFC, 0xDF]), "text");
        await Refused(server, HttpStatusCode.BadRequest, "invalid_text", "text", form);
    }

    [Fact]
    public async Task A_body_that_is_not_multipart_is_refused()
    {
        var server = shared.Server;
        await Refused(
            server, HttpStatusCode.UnsupportedMediaType, "unsupported_media_type", "multipart/form-data",
            new StringContent("{}", Encoding.UTF8, "application/json"));
        await Refused(
            server, HttpStatusCode.UnsupportedMediaType, "unsupported_media_type", "multipart/form-data",
            new ByteArrayContent(Samples.Bytes(0)));
        var nowhere = new ByteArrayContent(Samples.Bytes(0));
        nowhere.Headers.TryAddWithoutValidation("Content-Type", "multipart/form-data");
        await Refused(server, HttpStatusCode.BadRequest, "invalid_multipart", "boundary", nowhere);
        var garbage = new ByteArrayContent(Samples.Bytes(0));
        garbage.Headers.TryAddWithoutValidation("Content-Type", "multipart/form-data; boundary=x");
        await Refused(server, HttpStatusCode.BadRequest, "invalid_multipart", "multipart/form-data", garbage);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_that_is_too_large_is_refused_whether_it_says_so_or_not(bool chunked)
    {
        await using var server = await TestServer.Start(("Limits:MaxUploadBytes", "2000000"));
        var voice = await server.NewVoice();
        using var request = new HttpRequestMessage(
            HttpMethod.Post, Upload.RecordingsOf(voice))
        { Content = Upload.Form(new byte[9_000_000], ("name", "one")) };
        request.Headers.TransferEncodingChunked = chunked;
        using var response = await server.Http.SendAsync(request);
        var body = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal(
            (HttpStatusCode.RequestEntityTooLarge, "body_too_large", false), (response.StatusCode, body.Text("code"), body.Is("success")));
        await server.HasNoBlobs();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_nearly_full_disk_refuses_uploads_whether_they_say_their_length_or_not(bool chunked)
    {
        await using var server = await TestServer.Start(("Limits:MinFreeDiskBytes", (1L << 60).ToString()));
        var voice = await server.NewVoice();
        using var request = new HttpRequestMessage(
            HttpMethod.Post, Upload.RecordingsOf(voice))
        { Content = Upload.Form(Samples.Bytes(0), ("name", "one")) };
        request.Headers.TransferEncodingChunked = chunked;
        using var response = await server.Http.SendAsync(request);
        Assert.Equal(507, (int)response.StatusCode);
        Assert.Equal("disk_full", JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.Text("code"));
        await server.HasNoBlobs();
    }

    /// <summary>Cut at any place: in the head, in a field, in the sound, before the last boundary.</summary>
    [Theory]
    [InlineData(0.001)]
    [InlineData(0.5)]
    [InlineData(0.9999)]
    public async Task A_body_cut_off_leaves_nothing(double fraction)
    {
        await using var server = await TestServer.Start();
        var voice = await server.NewVoice();
        var form = Upload.Form(Samples.Bytes(0), ("name", "one"));
        var whole = await form.ReadAsByteArrayAsync();
        var cut = whole[..(int)(fraction * whole.Length)];
        var type = $"Content-Type: {form.Headers.ContentType}";

        var (status, body) = await RawHttp.Send(server, "POST", Upload.RecordingsOf(voice), [type, $"Content-Length: {cut.Length}"], cut);
        Assert.Equal((400, "invalid_multipart"), (status, body.Text("code")));
        var (broken, _) = await RawHttp.Send(
            server, "POST", Upload.RecordingsOf(voice), [type, $"Content-Length: {whole.Length}"], cut, breakOff: true);
        Assert.True(broken is 0 or 400);
        await server.HasNoBlobs();
        await server.Http.Recorded(voice, "one"); // and the name is free
    }

    [Fact]
    public async Task A_voice_holds_so_many_recordings_and_no_more()
    {
        await using var server = await TestServer.Start(("Limits:MaxRecordingsPerVoice", "2"));
        var voice = await server.NewVoice();
        await server.Http.Recorded(voice, "one");
        await server.Http.Recorded(voice, "two");
        var (status, body) = await server.Http.Record(voice, Upload.Form(Samples.Bytes(0), ("name", "three")));
        Assert.Equal((HttpStatusCode.BadRequest, "too_many_recordings"), (status, body.Text("code")));
        Assert.Equal(4, server.Blobs().Count);
    }

    private static async Task Refused(TestServer server, HttpStatusCode expected, string code, string names, HttpContent form)
    {
        var (status, body) = await server.Http.Record(await server.NewVoice(), form);
        Assert.Equal((expected, code), (status, body.Text("code")));
        Assert.Contains(names, body.Text("message"));
        Assert.Equal((false, body.Text("message")), (body.Is("success"), body.Text("error")));
        await server.HasNoBlobs();
    }
}
