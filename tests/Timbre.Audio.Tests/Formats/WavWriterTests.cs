using Timbre.Audio.Formats;
using Timbre.Audio.Tests.Material;

namespace Timbre.Audio.Tests.Formats;

public sealed class WavWriterTests : IDisposable
{
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Theory]
    [InlineData(WavEncoding.Pcm16, 90)]
    [InlineData(WavEncoding.Pcm24, 130)]
    [InlineData(WavEncoding.Pcm32, 140)]
    [InlineData(WavEncoding.MuLaw, 33)]
    public void Ffmpeg_and_our_reader_hear_the_same_in_every_encoding(WavEncoding encoding, double minDb)
    {
        var clip = Sounds.Sweep(100, 3000, 0.77771, 22050); // an odd number of samples
        WavWriter.Write(_scratch.At("ours.wav"), clip, encoding);
        ReferenceProgram.Ffmpeg("-i", _scratch.At("ours.wav"), "-c:a", "pcm_f32le", _scratch.At("theirs.wav"));

        var ours = WavReader.Read(_scratch.At("ours.wav"), new AudioLimits());
        var theirs = WavReader.Read(_scratch.At("theirs.wav"), new AudioLimits());

        Assert.Equal(theirs.Samples, ours.Samples);
        Assert.True(Sounds.SignalToErrorDb(clip.Samples, ours.Samples) > minDb);
        Assert.Equal(0, new FileInfo(_scratch.At("ours.wav")).Length % 2);
    }

    [Fact]
    public void Sixteen_bit_codes_survive_a_round_trip_exactly()
    {
        var codes = Enumerable.Range(-32768, 65536).Select(code => code / 32768f).ToArray();

        Assert.Equal(codes, WavReader.Read(new MemoryStream(WavWriter.ToBytes(new AudioClip(codes, 8000))), new AudioLimits()).Samples);
    }

    [Fact]
    public void What_is_too_loud_is_clipped_and_never_wraps()
    {
        foreach (var encoding in Enum.GetValues<WavEncoding>())
        {
            var read =
                WavReader.Read(
                    new MemoryStream(WavWriter.ToBytes(new AudioClip([2, -2, float.PositiveInfinity, float.NaN], 8000), encoding)),
                    new AudioLimits()).Samples;
            Assert.True(
                read[0] > 0.97 && read[1] < -0.97 && read[2] > 0.97 && Math.Abs(read[3]) < 0.01, $"{encoding}: {string.Join(' ', read)}");
        }
    }

    [Fact]
    public void A_stream_that_cannot_seek_gets_a_header_that_says_until_the_end()
    {
        var memory = new MemoryStream();
        memory.Write(WavWriter.Header(16000, WavEncoding.Pcm16, null));
        var bytes = new byte[3200];
        WavWriter.Encode(Sounds.Tone(440, 0.1, 16000).Samples, WavEncoding.Pcm16, bytes);
        memory.Write(bytes);
        memory.Position = 0;

        Assert.Equal(1600, WavReader.Read(memory, new AudioLimits()).Samples.Length);
        Assert.Equal(uint.MaxValue, BitConverter.ToUInt32(memory.ToArray(), 40));
    }

    [Fact]
    public void A_file_belongs_to_its_owner_alone()
    {
        WavWriter.Write(_scratch.At("mine.wav"), Sounds.Silence(0.1, 8000));

        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_scratch.At("mine.wav")));
    }
}
