using Timbre.Audio.Filters;
using Timbre.Audio.Formats;
using Timbre.Audio.Tests.Material;

namespace Timbre.Audio.Tests.Filters;

public sealed class ResamplerTests : IDisposable
{
    public static readonly TheoryData<int, int> Pairs = new()
    {
        { 48000, 16000 }, { 16000, 48000 }, { 44100, 16000 }, { 16000, 44100 }, { 44100, 48000 }, { 48000, 44100 },
        { 22050, 16000 }, { 16000, 22050 }, { 96000, 48000 }, { 8000, 16000 }, { 44056, 48000 }, { 47999, 16000 }, { 16000, 16001 },
    };

    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Theory]
    [MemberData(nameof(Pairs))]
    public void A_sweep_over_the_speech_band_comes_out_where_it_should_be(int fromHz, int toHz)
    {
        var top = 0.42 * Math.Min(fromHz, toHz);

        var output = Resampler.Convert(Sounds.Sweep(50, top, 2, fromHz), toHz);
        var expected = Sounds.Sweep(50, top, 2, toHz);

        Assert.Equal((int)Math.Ceiling(2.0 * fromHz * toHz / fromHz), output.Samples.Length);
        var (skip, length) = (toHz / 20, expected.Samples.Length - (toHz / 10));
        Assert.True(Sounds.SignalToErrorDb(expected.Samples.AsSpan(skip, length), output.Samples.AsSpan(skip, length)) > 80);
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Sox_agrees(int fromHz, int toHz)
    {
        var clip = Sounds.Sweep(50, 0.4 * Math.Min(fromHz, toHz), 1, fromHz);
        WavWriter.Write(_scratch.At("in.wav"), clip, WavEncoding.Pcm32);
        ReferenceProgram.Sox("-D", _scratch.At("in.wav"), "-b", "32", _scratch.At("out.wav"), "rate", "-v", $"{toHz}");

        var theirs = WavReader.Read(_scratch.At("out.wav"), new AudioLimits()).Samples;
        var ours = Resampler.Convert(clip, toHz).Samples;

        Assert.InRange(ours.Length - theirs.Length, -1, 1);
        var (skip, length) = (toHz / 20, toHz - (toHz / 10));
        Assert.True(Sounds.SignalToErrorDb(theirs.AsSpan(skip, length), ours.AsSpan(skip, length)) > 70);
    }

    [Theory]
    [InlineData(48000, 16000, 8100)]
    [InlineData(44100, 16000, 12000)]
    [InlineData(48000, 44100, 23000)]
    public void What_the_lower_rate_cannot_hold_is_gone(int fromHz, int toHz, double hz)
    {
        var output = Resampler.Convert(Sounds.Tone(hz, 1, fromHz), toHz).Samples.AsSpan(toHz / 10, toHz * 8 / 10);
        var peak = 0f;
        foreach (var sample in output)
            peak = Math.Max(peak, Math.Abs(sample));

        Assert.True(peak < 0.5 * 1e-4, $"{20 * Math.Log10(peak / 0.5):0.0} dB");
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Chunks_of_any_size_and_a_second_use_after_reset_give_what_the_whole_gives(int fromHz, int toHz)
    {
        var clip = Sounds.Noise(0.5, fromHz);
        var whole = Resampler.Convert(clip, toHz).Samples;
        var resampler = new Resampler(fromHz, toHz);
        var random = new Random(5);
        for (var use = 0; use < 2; use++)
        {
            var chunked = new List<float>();
            for (var at = 0; at < clip.Samples.Length;)
            {
                var take = Math.Min(random.Next(1, 9000), clip.Samples.Length - at);
                var room = new float[resampler.OutputBound(take)];
                chunked.AddRange(room[..resampler.Process(clip.Samples.AsSpan(at, take), room)]);
                at += take;
            }

            var rest = new float[resampler.OutputBound(0)];
            chunked.AddRange(rest[..resampler.Flush(rest)]);
            Assert.Equal(whole, chunked);
            resampler.Reset();
        }
    }

    [Fact]
    public void Nothing_is_allocated_while_it_runs()
    {
        var resampler = new Resampler(44100, 48000);
        var input = new float[4410];
        var output = new float[resampler.OutputBound(input.Length)];
        resampler.Process(input, output);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
            resampler.Process(input, output);

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }
}
