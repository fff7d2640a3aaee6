using System.Runtime.CompilerServices;
using Timbre.Audio.Formats;
using Timbre.Audio.Tests.Material;

namespace Timbre.Audio.Tests.Formats;

public sealed class AudioEncoderTests : IDisposable
{
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    public static TheoryData<CompressedFormat, string, string, int> Formats
    {
        get
        {
            var data = new TheoryData<CompressedFormat, string, string, int>();
            foreach (var rate in new[] { 8000, 16000, 22050, 24000, 32000, 44100, 48000 })
            {
                data.Add(CompressedFormat.Mp3, "mp3", "mp3", rate);
                data.Add(CompressedFormat.Vorbis, "ogg", "vorbis", rate);
                data.Add(CompressedFormat.Opus, "ogg", "opus", rate);
                data.Add(CompressedFormat.Flac, "flac", "flac", rate);
                data.Add(CompressedFormat.Flac24, "flac", "flac", rate);
                data.Add(CompressedFormat.Aac, "aac", "aac", rate);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task Ffprobe_and_ffmpeg_find_in_every_format_what_was_put_in(
        CompressedFormat format, string container, string codec, int rateHz)
    {
        var clip = Sounds.Sweep(200, 3000, 2, rateHz);
        var file = _scratch.Write("whole", []);
        await AudioEncoder.EncodeToFile(clip, format, file, default);
        await File.WriteAllBytesAsync(_scratch.At("streamed"), await Streamed(clip, format));

        var decodedHz = format == CompressedFormat.Opus ? 48000 : rateHz;
        foreach (var path in new[] { file, _scratch.At("streamed") })
        {
            Assert.Equal($"{codec}|{decodedHz}|1|{container}", Probe(path).Trim());
            ReferenceProgram.Ffmpeg("-i", path, "-f", "wav", "-c:a", "pcm_f32le", _scratch.At("back.wav"));
            var back = WavReader.Read(_scratch.At("back.wav"), new AudioLimits());
            // a whole file says how much of its frames is sound; a stream cannot, nor can ADTS: up to two frames more
            Assert.InRange(back.Seconds, 2, path == file && format != CompressedFormat.Aac ? 2.001 : 2.03 + (2048.0 / rateHz));
            Assert.InRange(Rms(back), 0.29, 0.37); // 0.5 / √2 = 0.354
        }
    }

    [Fact]
    public async Task Nothing_of_16_bits_is_lost_in_flac_and_sox_reads_its_length()
    {
        var clip = Sounds.Sweep(100, 8000, 3, 22050);
        await AudioEncoder.EncodeToFile(clip, CompressedFormat.Flac, _scratch.Write("a.flac", []), default);
        WavWriter.Write(_scratch.At("a.wav"), clip);
        ReferenceProgram.Sox(_scratch.At("a.flac"), _scratch.At("back.wav"));

        Assert.Equal(
            WavReader.Read(_scratch.At("a.wav"), new AudioLimits()).Samples,
            WavReader.Read(_scratch.At("back.wav"), new AudioLimits()).Samples);
        Assert.Equal("3.000000", ReferenceProgram.Run("soxi", "-D", _scratch.At("a.flac")).Trim());
    }

    [Theory]
    [InlineData(CompressedFormat.Mp3)]
    [InlineData(CompressedFormat.Vorbis)]
    [InlineData(CompressedFormat.Opus)]
    [InlineData(CompressedFormat.Flac)]
    [InlineData(CompressedFormat.Aac)]
    public async Task The_same_sound_gives_the_same_bytes_however_it_is_cut(CompressedFormat format)
    {
        var clip = Sounds.Noise(2, 24000);
        Assert.Equal(await Streamed(clip, format, 1000), await Streamed(clip, format, 100_000));
    }

    [Theory]
    [InlineData(CompressedFormat.Mp3)]
    [InlineData(CompressedFormat.Vorbis)]
    [InlineData(CompressedFormat.Opus)]
    [InlineData(CompressedFormat.Flac)]
    [InlineData(CompressedFormat.Aac)]
    public async Task Bytes_come_out_while_sound_is_still_to_come(CompressedFormat format)
    {
        var gate = new TaskCompletionSource();
        async IAsyncEnumerable<ReadOnlyMemory<float>> Sound()
        {
            yield return Sounds.Noise(2, 24000).Samples;
            await gate.Task;
            yield return Sounds.Noise(1, 24000).Samples;
        }

        var before = 0L;
        await foreach (var bytes in AudioEncoder.Encode(Sound(), 24000, format, default))
        {
            if (gate.Task.IsCompleted)
                continue;
            before += bytes.Length;
            if (before > 4000)
                gate.SetResult(); // with a coder that waits for the end this never happens, and the test hangs on to its timeout
        }

        Assert.True(gate.Task.IsCompleted);
    }

    [Fact]
    public async Task Leaving_ends_the_child_process_and_asks_for_no_more_sound()
    {
        var asked = 0;
        async IAsyncEnumerable<ReadOnlyMemory<float>> Endless([EnumeratorCancellation] CancellationToken ct = default)
        {
            while (!ct.IsCancellationRequested)
            {
                asked++;
                yield return Sounds.Noise(1, 48000).Samples;
                await Task.Yield();
            }
        }

        await foreach (var _ in AudioEncoder.Encode(Endless(), 48000, CompressedFormat.Mp3, default))
            break;

        var then = asked;
        await Task.Delay(300);
        Assert.Equal(then, asked);
        Assert.DoesNotContain(Children(), line => line.Contains("ffmpeg") && line.Contains("-ar 48000"));
    }

    [Fact]
    public async Task What_the_sound_throws_comes_out_and_a_cancelled_caller_hears_so()
    {
        static async IAsyncEnumerable<ReadOnlyMemory<float>> Broken()
        {
            yield return Sounds.Noise(1, 16000).Samples;
            await Task.Yield();
            throw new InvalidDataException("the voice is gone");
        }

        var thrown = await Assert.ThrowsAsync<InvalidDataException>(async () =>
            await AudioEncoder.Encode(Broken(), 16000, CompressedFormat.Flac, default).CountAsync());
        Assert.Equal("the voice is gone", thrown.Message);

        static async IAsyncEnumerable<ReadOnlyMemory<float>> Stalled([EnumeratorCancellation] CancellationToken ct = default)
        {
            yield return Sounds.Noise(0.1, 16000).Samples;
            await Task.Delay(Timeout.Infinite, ct);
        }

        using var ending = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
            await AudioEncoder.Encode(Stalled(), 16000, CompressedFormat.Flac, ending.Token).CountAsync());
    }

    [Fact]
    public async Task A_file_that_cannot_be_written_is_told() =>
        await Assert.ThrowsAsync<IOException>(() =>
            AudioEncoder.EncodeToFile(Sounds.Noise(1, 16000), CompressedFormat.Mp3, _scratch.At("no/such/folder"), default));

    private static async Task<byte[]> Streamed(AudioClip clip, CompressedFormat format, int blockSamples = 777)
    {
        async IAsyncEnumerable<ReadOnlyMemory<float>> Sound()
        {
            for (var at = 0; at < clip.Samples.Length; at += blockSamples)
                yield return clip.Samples.AsMemory(at, Math.Min(blockSamples, clip.Samples.Length - at));
            await Task.CompletedTask;
        }

        using var bytes = new MemoryStream();
        await foreach (var block in AudioEncoder.Encode(Sound(), clip.RateHz, format, default))
            bytes.Write(block.Span);
        return bytes.ToArray();
    }

    private static string Probe(string path) =>
        ReferenceProgram.Run(
            "ffprobe", "-v", "error", "-show_entries", "stream=codec_name,sample_rate,channels:format=format_name", "-of",
            "default=nw=1:nk=1", path)
            .Trim().ReplaceLineEndings("|");

    private static List<string> Children() =>
        [.. Directory.EnumerateDirectories("/proc").Where(folder => int.TryParse(Path.GetFileName(folder), out _)).Select(folder =>
        {
            try
            {
                return File.ReadAllText(Path.Combine(folder, "cmdline")).Replace('\0', ' ') is var line
                    && File.ReadAllText(Path.Combine(folder, "stat")).Contains($" {Environment.ProcessId} ")
                    ? line
                    : "";
            }
            catch (IOException)
            {
                return ""; // it ended meanwhile
            }
        })];

    private static double Rms(AudioClip clip) => Math.Sqrt(clip.Samples.Average(sample => (double)sample * sample));
}
