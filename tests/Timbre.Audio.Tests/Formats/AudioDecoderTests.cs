using Timbre.Audio.Filters;
using Timbre.Audio.Formats;
using Timbre.Audio.Tests.Material;

namespace Timbre.Audio.Tests.Formats;

public sealed class AudioDecoderTests : IDisposable
{
    private static readonly AudioLimits Limits = new();
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Theory]
    [InlineData("wav", 22050, 1e-4)]
    [InlineData("flac", 22050, 1e-4)]
    [InlineData("flac", 48000, 1e-4)]
    [InlineData("aiff", 11025, 1e-4)]
    [InlineData("mp3", 22050, 0.1)]
    [InlineData("m4a", 44100, 0.1)]
    [InlineData("mp4", 16000, 0.1)]
    [InlineData("ogg", 44100, 0.2)]
    [InlineData("opus", 48000, 0.2)]
    [InlineData("webm", 48000, 0.2)]
    public async Task Every_format_decodes_at_its_own_rate_from_a_path_and_from_a_stream(string extension, int rateHz, double tolerance)
    {
        var clip = Sounds.Sweep(200, 3000, 2, rateHz);
        WavWriter.Write(_scratch.At("in.wav"), clip);
        if (extension != "wav")
            ReferenceProgram.Ffmpeg("-i", _scratch.At("in.wav"), _scratch.At($"in.{extension}"));

        var fromPath = await AudioDecoder.Decode(_scratch.At($"in.{extension}"), Limits, default);
        await using var file = File.OpenRead(_scratch.At($"in.{extension}"));
        var fromStream = await AudioDecoder.Decode(new SlowStream(file), _scratch.At("spool"), Limits, default);

        Assert.Equal(rateHz, fromPath.RateHz);
        Assert.Equal(fromPath.Samples, fromStream.Samples);
        Assert.InRange(fromPath.Seconds, 2, 2.1);
        Assert.Equal(0.5, fromPath.Samples.Max(), tolerance);
        Assert.Equal(Rms(clip), Rms(fromPath), tolerance / 2);
        Assert.True(!Directory.Exists(_scratch.At("spool")) || Directory.GetFiles(_scratch.At("spool")).Length == 0);
    }

    [Theory]
    [InlineData("wav")]
    [InlineData("flac")]
    public async Task Rates_above_48_kHz_come_down_to_it(string extension)
    {
        WavWriter.Write(_scratch.At("high.wav"), Sounds.Sweep(200, 8000, 1, 96000));
        if (extension != "wav")
            ReferenceProgram.Ffmpeg("-i", _scratch.At("high.wav"), _scratch.At($"high.{extension}"));

        var clip = await AudioDecoder.Decode(_scratch.At($"high.{extension}"), Limits, default);

        Assert.Equal(48000, clip.RateHz);
        Assert.Equal(Resampler.Convert(WavReader.Read(_scratch.At("high.wav"), Limits), 48000).Samples, clip.Samples);
    }

    [Fact]
    public async Task Stereo_is_averaged_whoever_reads_it()
    {
        ReferenceProgram.Sox(
            "-n", "-r", "44100", "-c", "2", "-b", "16", _scratch.At("two.wav"), "synth", "1", "sine", "440", "sine", "550");
        ReferenceProgram.Ffmpeg("-i", _scratch.At("two.wav"), _scratch.At("two.flac"));

        var ours = await AudioDecoder.Decode(_scratch.At("two.wav"), Limits, default);
        var theirs = await AudioDecoder.Decode(_scratch.At("two.flac"), Limits, default);

        Assert.Equal(ours.Samples, theirs.Samples);
    }

    [Theory]
    [InlineData("wav")]
    [InlineData("ogg")]
    public async Task Decoding_to_disk_gives_the_same_sound_in_16_bits(string extension)
    {
        WavWriter.Write(_scratch.At("in.wav"), Sounds.Sweep(200, 3000, 3, 44100));
        if (extension != "wav")
            ReferenceProgram.Ffmpeg("-i", _scratch.At("in.wav"), _scratch.At($"in.{extension}"));

        var decoded = await AudioDecoder.DecodeToWav(_scratch.At($"in.{extension}"), _scratch.At("work.wav"), Limits, default);
        var expected = await AudioDecoder.Decode(_scratch.At($"in.{extension}"), Limits, default);
        var read = WavReader.Read(_scratch.At("work.wav"), Limits);

        Assert.Equal((44100, expected.Samples.Length), (decoded.RateHz, (int)decoded.Frames));
        Assert.Equal(expected.Samples.Length, read.Samples.Length);
        Assert.All(expected.Samples.Zip(read.Samples), pair => Assert.Equal(pair.First, pair.Second, 1 / 32768f));
        Assert.False(File.Exists(_scratch.At("work.wav.part")));
    }

    [Theory]
    [InlineData("wav")]
    [InlineData("mp3")]
    [InlineData("m4a")]
    public async Task What_is_too_long_is_refused_and_leaves_nothing(string extension)
    {
        WavWriter.Write(_scratch.At("in.wav"), Sounds.Tone(440, 3, 16000));
        if (extension != "wav")
            ReferenceProgram.Ffmpeg("-i", _scratch.At("in.wav"), _scratch.At($"in.{extension}"));
        var limits = new AudioLimits { MaxSeconds = 2 };

        var refusal = await Assert.ThrowsAsync<AudioFormatException>(() =>
            AudioDecoder.DecodeToWav(_scratch.At($"in.{extension}"), _scratch.At("work.wav"), limits, default));

        Assert.Contains("longer than 2 s", refusal.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_scratch.Folder, "work*"));
    }

    [Theory]
    [InlineData("wav")]
    [InlineData("mp3")]
    [InlineData("m4a")]
    public async Task What_is_too_large_is_refused_from_path_and_stream(string extension)
    {
        WavWriter.Write(_scratch.At("in.wav"), Sounds.Noise(3, 16000));
        if (extension != "wav")
            ReferenceProgram.Ffmpeg("-i", _scratch.At("in.wav"), _scratch.At($"in.{extension}"));
        var limits = new AudioLimits { MaxBytes = 5000 };

        await Assert.ThrowsAsync<AudioFormatException>(() => AudioDecoder.Decode(_scratch.At($"in.{extension}"), limits, default));
        await using var file = File.OpenRead(_scratch.At($"in.{extension}"));
        var refusal = await Assert.ThrowsAsync<AudioFormatException>(() => AudioDecoder.Decode(file, _scratch.Folder, limits, default));
        Assert.Contains("5000", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancelling_ends_the_wait()
    {
        using var ending = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        WavWriter.Write(_scratch.At("in.wav"), Sounds.Noise(1, 16000));
        ReferenceProgram.Ffmpeg("-i", _scratch.At("in.wav"), _scratch.At("in.mp3"));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            AudioDecoder.Decode(new Stalled(File.ReadAllBytes(_scratch.At("in.mp3"))), _scratch.Folder, Limits, ending.Token));
    }

    [Fact]
    public async Task A_source_that_stalls_meets_the_clock()
    {
        WavWriter.Write(_scratch.At("in.wav"), Sounds.Noise(1, 16000));
        ReferenceProgram.Ffmpeg("-i", _scratch.At("in.wav"), _scratch.At("in.mp3"));
        var limits = new AudioLimits { WallTime = TimeSpan.FromMilliseconds(300) };

        var refusal = await Assert.ThrowsAsync<AudioFormatException>(() =>
            AudioDecoder.Decode(new Stalled(File.ReadAllBytes(_scratch.At("in.mp3"))), _scratch.Folder, limits, default));
        Assert.Contains("takes longer", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_child_process_lives_within_its_memory()
    {
        WavWriter.Write(_scratch.At("in.wav"), Sounds.Noise(1, 16000));
        ReferenceProgram.Ffmpeg("-i", _scratch.At("in.wav"), _scratch.At("in.mp3"));

        await Assert.ThrowsAsync<AudioFormatException>(() =>
            AudioDecoder.Decode(_scratch.At("in.mp3"), new AudioLimits { ProcessBytes = 16 << 20 }, default));
        Assert.NotEmpty((await AudioDecoder.Decode(_scratch.At("in.mp3"), new AudioLimits { ProcessBytes = 512 << 20 }, default)).Samples);
    }

    private static double Rms(AudioClip clip) => Math.Sqrt(clip.Samples.Average(sample => (double)sample * sample));
}
