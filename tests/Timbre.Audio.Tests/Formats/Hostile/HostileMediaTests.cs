using Timbre.Audio.Formats;
using Timbre.Audio.Tests.Material;

namespace Timbre.Audio.Tests.Formats.Hostile;

public sealed class HostileMediaTests : IDisposable
{
    public static readonly TheoryData<string> Refused = [.. HostileScripts.Refused.Keys.Concat(HostileBytes.Refused.Keys)];
    public static readonly TheoryData<string> Read = [.. HostileBytes.Read.Keys];

    private static readonly AudioLimits Limits = new()
    {
        MaxSeconds = 30,
        MaxBytes = 8 << 20,
        ProcessorSeconds = 10,
        WallTime = TimeSpan.FromSeconds(30)
    };

    private readonly HostileFileFolder _den = new();

    public void Dispose() => _den.Dispose();

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task A_hostile_file_is_refused_with_a_message_and_reaches_nothing(string name)
    {
        var make = HostileScripts.Refused.TryGetValue(name, out var script) ? script : HostileBytes.Refused[name];
        var path = _den.Scratch.Write("hostile.wav", make(_den));

        var fromPath = await Assert.ThrowsAsync<AudioFormatException>(() => AudioDecoder.Decode(path, Limits, default));
        await using var stream = new SlowStream(File.OpenRead(path));
        var fromStream = await Assert.ThrowsAsync<AudioFormatException>(() =>
            AudioDecoder.DecodeToWav(stream, _den.Scratch.At("spool"), _den.Scratch.At("work.wav"), Limits, default));

        foreach (var message in new[] { fromPath.Message, fromStream.Message })
        {
            Assert.EndsWith(".", message.TrimEnd(')'), StringComparison.Ordinal);
            Assert.DoesNotContain(_den.Scratch.Folder, message, StringComparison.Ordinal);
            Assert.DoesNotContain("canary", message, StringComparison.Ordinal);
        }

        Assert.False(_den.SomebodyKnocked);
        Assert.Empty(Directory.GetFiles(_den.Scratch.Folder, "work*"));
        Assert.True(!Directory.Exists(_den.Scratch.At("spool")) || Directory.GetFiles(_den.Scratch.At("spool")).Length == 0);
    }

    [Theory]
    [MemberData(nameof(Read))]
    public async Task A_spoilt_file_gives_its_own_sound_and_no_more(string name)
    {
        var (make, maxSeconds) = HostileBytes.Read[name];
        var path = _den.Scratch.Write("hostile.wav", make(_den));

        var clip = await AudioDecoder.Decode(path, Limits, default);

        Assert.InRange(clip.Seconds, 0.05, maxSeconds);
        Assert.NotEqual(HostileFileFolder.CanaryRateHz, clip.RateHz);
        Assert.All(clip.Samples, sample => Assert.InRange(sample, -8, 8));
        Assert.False(_den.SomebodyKnocked);
    }

    [Theory]
    [InlineData("ogg", "-c:a", "libvorbis")]
    [InlineData("opus", "-c:a", "libopus")]
    [InlineData("mp3", "-c:a", "libmp3lame")]
    [InlineData("wav", "-c:a", "pcm_s16le")]
    public async Task A_stream_without_end_is_refused_when_it_is_too_long_or_too_large(string extension, params string[] options)
    {
        using var endless = new Endless(_den.Good(extension, 1, options));

        var refusal = await Assert.ThrowsAsync<AudioFormatException>(() =>
            AudioDecoder.Decode(endless, _den.Scratch.At("spool"), Limits, default));

        Assert.Matches("longer than|larger than", refusal.Message);
    }

    /// <summary>The files above are not harmless by mistake: an ffmpeg that is asked less carefully does follow them.</summary>
    [Fact]
    public void An_unguarded_ffmpeg_reads_the_canary()
    {
        var concat = _den.Scratch.Write("concat.wav", HostileScripts.Refused["concat script"](_den));
        var film = _den.Scratch.Write("film.mov", HostileScripts.ExternalReference(_den, _den.Canary));

        ReferenceProgram.Ffmpeg("-f", "concat", "-i", concat, _den.Scratch.At("a.wav"));
        ReferenceProgram.Ffmpeg("-enable_drefs", "1", "-use_absolute_path", "1", "-i", film, "-c:a", "pcm_s16le", _den.Scratch.At("b.wav"));

        Assert.Equal(File.ReadAllBytes(_den.Canary)[1000..2000], File.ReadAllBytes(_den.Scratch.At("a.wav"))[(1000 + 34)..(2000 + 34)]);
        Assert.True(File.ReadAllBytes(_den.Scratch.At("b.wav")).AsSpan().IndexOf(File.ReadAllBytes(_den.Canary).AsSpan(10000, 200)) > 0);
    }

    /// <summary>The same bytes again and again: what a chained Ogg or a live MP3 looks like.</summary>
    private sealed class Endless(byte[] bytes) : SlowStream(Stream.Null)
    {
        private int _at;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var take = Math.Min(buffer.Length, bytes.Length - _at);
            bytes.AsSpan(_at, take).CopyTo(buffer.Span);
            _at = (_at + take) % bytes.Length;
            return ValueTask.FromResult(take);
        }
    }
}
