using Timbre.Audio.Filters;
using Timbre.Audio.Tests.Material;

namespace Timbre.Audio.Tests.Filters;

public sealed class HighPassTests
{
    [Theory]
    [InlineData(8000)]
    [InlineData(22050)]
    [InlineData(48000)]
    public void The_response_is_Butterworths(int rateHz)
    {
        const double cutoffHz = 100;
        foreach (var hz in (double[])[30, 50, 100, 200, 1000])
        {
            var samples = Sounds.Tone(hz, 2, rateHz).Samples;
            new HighPass(cutoffHz, rateHz).Process(samples);
            var gainDb = 10 * Math.Log10(samples.AsSpan(rateHz).ToArray().Average(s => (double)s * s) / 0.125);
            // the bilinear transform bends the axis by tan
            var ratio = Math.Tan(Math.PI * cutoffHz / rateHz) / Math.Tan(Math.PI * hz / rateHz);
            Assert.Equal(-10 * Math.Log10(1 + Math.Pow(ratio, 8)), gainDb, 0.05);
        }
    }

    [Fact]
    public void Reset_forgets_and_chunks_are_the_whole()
    {
        var filter = new HighPass(80, 16000);
        var whole = Sounds.Noise(1, 16000).Samples;
        var chunked = whole.ToArray();
        filter.Process(whole);
        filter.Reset();
        for (var at = 0; at < chunked.Length; at += 777)
            filter.Process(chunked.AsSpan(at, Math.Min(777, chunked.Length - at)));

        Assert.Equal(whole, chunked);
    }

    [Fact]
    public void Nothing_is_allocated_while_it_runs()
    {
        var filter = new HighPass(80, 16000);
        var samples = new float[1600];
        filter.Process(samples);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
            filter.Process(samples);

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }
}
