using System.Text;
using Timbre.Audio.Formats;
using Timbre.Audio.Tests.Material;

namespace Timbre.Audio.Tests.Formats;

public sealed class SoundSignatureTests : IDisposable
{
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Theory]
    [InlineData("wav", SoundKind.Wav)]
    [InlineData("mp3", SoundKind.Mp3)]
    [InlineData("m4a", SoundKind.Mp4)]
    [InlineData("mp4", SoundKind.Mp4)]
    [InlineData("mov", SoundKind.Mp4)]
    [InlineData("flac", SoundKind.Flac)]
    [InlineData("ogg", SoundKind.Ogg)]
    [InlineData("opus", SoundKind.Ogg)]
    [InlineData("webm", SoundKind.WebM)]
    [InlineData("aiff", SoundKind.Aiff)]
    public void What_ffmpeg_writes_is_recognised_whatever_its_name(string extension, SoundKind kind)
    {
        WavWriter.Write(_scratch.At("in.wav"), Sounds.Tone(300, 0.5, 48000));
        ReferenceProgram.Ffmpeg("-i", _scratch.At("in.wav"), _scratch.At($"out.{extension}"));

        var beginning = File.ReadAllBytes(_scratch.At($"out.{extension}")).AsSpan(0, SoundSignature.Length);
        Assert.Equal(kind, SoundSignature.Detect(beginning)?.Kind);
    }

    [Fact]
    public void An_mp3_without_a_tag_is_recognised()
    {
        WavWriter.Write(_scratch.At("in.wav"), Sounds.Tone(300, 0.5, 22050));
        ReferenceProgram.Ffmpeg("-i", _scratch.At("in.wav"), "-id3v2_version", "0", "-write_xing", "0", _scratch.At("bare.mp3"));

        Assert.Equal(SoundKind.Mp3, SoundSignature.Detect(File.ReadAllBytes(_scratch.At("bare.mp3")))?.Kind);
    }

    [Theory]
    [InlineData("")]
    [InlineData("R")]
    [InlineData("RIFF\0\0\0\0AVI LIST")]
    [InlineData("#EXTM3U\n#EXT-X-VERSION:3\n")]
    [InlineData("ffconcat version 1.0\nfile 'a.wav'\n")]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg'/>")]
    [InlineData("v=0\no=- 0 0 IN IP4 127.0.0.1\n")]
    [InlineData("1\n00:00:00,000 --> 00:00:01,000\nhello\n")]
    [InlineData("PK\u0003\u0004")]
    [InlineData("hello, this is text and no sound")]
    public void Everything_else_is_nothing(string text) => Assert.Null(SoundSignature.Detect(Encoding.Latin1.GetBytes(text)));
}
