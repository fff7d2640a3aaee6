using System.Net;
using Timbre.Audio.Formats;
using Timbre.Server.Tests.Hosting;
using Timbre.Server.Tests.Material;

namespace Timbre.Server.Tests.Recordings;

public sealed class FormatTests
{
    public static TheoryData<string, string, string[]> Formats => new()
    {
        { "wav", "audio/wav", ["-ar", "44100", "-ac", "2", "-c:a", "pcm_s24le"] },
        { "mp3", "audio/mpeg", ["-c:a", "libmp3lame"] },
        { "m4a", "audio/mp4", ["-c:a", "aac"] },
        { "mp4", "audio/mp4", ["-c:a", "aac"] },
        { "flac", "audio/flac", ["-c:a", "flac"] },
        { "ogg", "audio/ogg", ["-c:a", "libvorbis"] },
        { "opus", "audio/ogg", ["-c:a", "libopus"] },
        { "webm", "audio/webm", ["-c:a", "libopus"] },
        { "aiff", "audio/aiff", ["-c:a", "pcm_s16be"] },
    };

    /// <summary>The name and the declared type are not asked: all are sent as recording.wav of application/octet-stream.</summary>
    [Theory]
    [MemberData(nameof(Formats))]
    public async Task Every_format_is_known_by_its_content_kept_as_sent_and_worked_with_as_mono(
        string extension, string type, string[] arguments)
    {
        await using var server = await TestServer.Start();
        var voice = await server.NewVoice();
        var sound = Sounds.As(Samples.Bytes(0), extension, arguments);
        var item = await server.Http.Recorded(voice, extension, sound);
        var seconds = WavReader.Read(new MemoryStream(Samples.Bytes(0)), new AudioLimits()).Seconds;
        Assert.Equal(seconds, item.GetProperty("duration").GetDouble(), 0.15); // encoders pad

        using var played = await new HttpClient().GetAsync(item.Text("audio_src"));
        Assert.Equal((HttpStatusCode.OK, type), (played.StatusCode, played.Content.Headers.ContentType!.MediaType));
        Assert.Equal(sound, await played.Content.ReadAsByteArrayAsync());

        var work = Assert.Single(server.Blobs(), file => !File.ReadAllBytes(file).AsSpan().SequenceEqual(sound));
        using var reader = WavReader.Open(work, new AudioLimits());
        Assert.Equal(1, reader.Channels);
        Assert.Equal(extension switch { "wav" => 44_100, "opus" or "webm" => 48_000, _ => 16_000 }, reader.RateHz);
    }

    [Fact]
    public async Task A_minute_at_96_kHz_and_32_bits_is_worked_with_at_48_kHz()
    {
        await using var server = await TestServer.Start();
        var item = await server.Http.Recorded(await server.NewVoice(), "long", Sounds.Reader(60, 96_000, WavEncoding.Pcm32));
        Assert.Equal(60, item.GetProperty("duration").GetDouble(), 0.001);
        using var reader = WavReader.Open(server.Blobs().MinBy(file => new FileInfo(file).Length)!, new AudioLimits());
        Assert.Equal(48_000, reader.RateHz);
    }
}
