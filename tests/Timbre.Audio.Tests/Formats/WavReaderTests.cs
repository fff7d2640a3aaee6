using System.Buffers.Binary;
using Timbre.Audio.Formats;
using Timbre.Audio.Tests.Material;

namespace Timbre.Audio.Tests.Formats;

public sealed class WavReaderTests : IDisposable
{
    private static readonly AudioLimits Limits = new();
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Theory]
    [InlineData("unsigned-integer", 8, 40)]
    [InlineData("signed-integer", 16, 90)]
    [InlineData("signed-integer", 24, 120)]
    [InlineData("signed-integer", 32, 130)]
    [InlineData("floating-point", 32, 130)]
    [InlineData("floating-point", 64, 130)]
    [InlineData("mu-law", 8, 33)]
    [InlineData("a-law", 8, 33)]
    public void Every_coding_that_sox_writes_reads_as_the_sound_that_went_in(string coding, int bits, double minDb)
    {
        var clip = Sounds.Sweep(100, 7000, 1, 16000);
        WavWriter.Write(_scratch.At("in.wav"), clip, WavEncoding.Pcm32);
        ReferenceProgram.Sox("-D", _scratch.At("in.wav"), "-e", coding, "-b", $"{bits}", _scratch.At("out.wav"));

        var read = WavReader.Read(_scratch.At("out.wav"), Limits);

        Assert.Equal(16000, read.RateHz);
        Assert.True(Sounds.SignalToErrorDb(clip.Samples, read.Samples) > minDb);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(6)]
    public void Channels_are_averaged(int channels)
    {
        ReferenceProgram.Sox(
            "-n", "-r", "22050", "-c", $"{channels}", "-b", "24", _scratch.At("many.wav"), "synth", "0.5", "whitenoise", "gain", "-3");
        ReferenceProgram.Ffmpeg("-i", _scratch.At("many.wav"), "-f", "f32le", _scratch.At("many.raw"));
        var interleaved = File.ReadAllBytes(_scratch.At("many.raw"));

        var read = WavReader.Read(_scratch.At("many.wav"), Limits);

        Assert.Equal(interleaved.Length / 4 / channels, read.Samples.Length);
        for (var i = 0; i < read.Samples.Length; i++)
        {
            var mean = Enumerable.Range(0, channels)
                .Average(c => BinaryPrimitives.ReadSingleLittleEndian(interleaved.AsSpan(4 * ((i * channels) + c))));
            Assert.Equal(mean, read.Samples[i], 1e-6);
        }
    }

    [Theory]
    [InlineData(0u, 0u)]
    [InlineData(0xFFFFFFFFu, 0xFFFFFFFFu)]
    [InlineData(0x7FFFFFFFu, 0x7FFFFFFFu)]
    [InlineData(0u, 0xFFFFFFF0u)]
    public void Sizes_that_lie_leave_the_sound_that_is_there(uint riffBytes, uint dataBytes)
    {
        var clip = Sounds.Tone(440, 0.5, 16000);
        var bytes = WavWriter.ToBytes(clip);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(4), riffBytes);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(40), dataBytes);

        Assert.Equal(clip.Samples.Length, WavReader.Read(new MemoryStream(bytes), Limits).Samples.Length);
    }

    [Fact]
    public void A_file_cut_off_anywhere_is_refused_or_read_as_far_as_it_goes()
    {
        var bytes = WavWriter.ToBytes(Sounds.Tone(440, 0.01, 16000));
        for (var length = 0; length < bytes.Length; length++)
        {
            using var cut = new MemoryStream(bytes, 0, length);
            if (length < WavWriter.HeaderBytes + 2)
                Assert.Throws<AudioFormatException>(() => WavReader.Read(cut, Limits));
            else
                Assert.Equal((length - WavWriter.HeaderBytes) / 2, WavReader.Read(cut, Limits).Samples.Length);
        }
    }

    [Fact]
    public void Any_bytes_damaged_throw_nothing_but_the_one_exception()
    {
        var random = new Random(7);
        var whole = WavWriter.ToBytes(Sounds.Tone(440, 0.01, 16000));
        for (var trial = 0; trial < 20000; trial++)
        {
            var bytes = whole.ToArray();
            for (var change = random.Next(1, 6); change > 0; change--)
                bytes[random.Next(WavWriter.HeaderBytes)] = (byte)random.Next(256);
            try
            {
                var read = WavReader.Read(new MemoryStream(bytes), Limits);
                Assert.All(read.Samples, sample => Assert.True(float.IsFinite(sample)));
            }
            catch (AudioFormatException)
            {
                // the refusal that callers expect
            }
        }
    }

    [Fact]
    public void Chunks_before_and_odd_padding_are_passed_over()
    {
        var plain = WavWriter.ToBytes(Sounds.Tone(440, 0.1, 16000));
        byte[] odd = [.. "LIST"u8, 3, 0, 0, 0, 1, 2, 3, 0, .. "bext"u8, 1, 0, 0, 0, 9, 0];
        byte[] bytes = [.. plain[..12], .. odd, .. plain[12..36], .. odd, .. plain[36..], .. odd];

        Assert.Equal(1600, WavReader.Read(new MemoryStream(bytes), Limits).Samples.Length);
    }

    [Fact]
    public void Values_that_are_not_numbers_become_silence_and_huge_ones_are_tamed()
    {
        float[] values = [float.NaN, float.PositiveInfinity, float.NegativeInfinity, 1e38f, -1e38f, 0.25f];
        var bytes = WavWriter.ToBytes(new AudioClip(new float[values.Length], 16000), WavEncoding.Pcm32);
        bytes[20] = 3;
        for (var i = 0; i < values.Length; i++)
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(WavWriter.HeaderBytes + (4 * i)), values[i]);

        Assert.Equal([0, 0, 0, 8, -8, 0.25f], WavReader.Read(new MemoryStream(bytes), Limits).Samples);
    }

    [Theory]
    [InlineData(22, 0, "0 channels")]
    [InlineData(22, 1000, "1000 channels")]
    [InlineData(24, 0, "0 samples per second")]
    [InlineData(34, 0, "0 bits")]
    [InlineData(34, 64, "64 bits")]
    [InlineData(32, 7, "7 bytes")]
    [InlineData(20, 2, "code 2")]
    public void A_header_that_cannot_be_is_refused_with_what_is_wrong(int offset, ushort value, string message)
    {
        var bytes = WavWriter.ToBytes(Sounds.Tone(440, 0.1, 16000));
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(offset), value);

        Assert.Contains(
            message, Assert.Throws<AudioFormatException>(() => WavReader.Read(new MemoryStream(bytes), Limits)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_too_long_or_too_large_is_refused()
    {
        var bytes = WavWriter.ToBytes(Sounds.Silence(2, 8000));

        Assert.Throws<AudioFormatException>(() => WavReader.Read(new MemoryStream(bytes), new AudioLimits { MaxSeconds = 1.9 }));
        Assert.Throws<AudioFormatException>(() => WavReader.Read(new MemoryStream(bytes), new AudioLimits { MaxBytes = bytes.Length - 1 }));
        Assert.Equal(2, WavReader.Read(new MemoryStream(bytes), new AudioLimits { MaxSeconds = 2, MaxBytes = bytes.Length }).Seconds);
    }

    [Fact]
    public void A_range_is_the_same_as_the_whole_cut_there()
    {
        var whole = Sounds.Sweep(50, 3000, 3, 8000);
        WavWriter.Write(_scratch.At("long.wav"), whole);
        var read = WavReader.Read(_scratch.At("long.wav"), Limits);
        var random = new Random(3);
        for (var trial = 0; trial < 200; trial++)
        {
            var (start, end) = (random.NextDouble() * 3.5, random.NextDouble() * 3.5);
            Assert.Equal(read.Cut(start, end).Samples, WavReader.ReadRange(_scratch.At("long.wav"), start, end, Limits).Samples);
        }
    }
}
