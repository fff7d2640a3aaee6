using Timbre.Models.Output;

namespace Timbre.Models.Tests.Output;

public sealed class PostProcessingTests
{
    private static readonly OutputStage Stage = new(1.7f, 70, 0.2f);

    [Theory]
    [InlineData(4000, 7)]
    [InlineData(4000, 79)]
    [InlineData(4000, 3950)]
    [InlineData(100, 33)]
    [InlineData(2, 1)]
    public void Samples_that_come_some_at_a_time_are_those_that_come_at_once(int total, int chunk)
    {
        var (whole, parts) = (Noise(total), Noise(total));

        new PostProcessing(Stage, 16000, total).Apply(whole);
        var postProcessing = new PostProcessing(Stage, 16000, total);
        for (var at = 0; at < total; at += chunk)
            postProcessing.Apply(parts.AsSpan(at, Math.Min(chunk, total - at)));

        Assert.Equal(whole, parts);
        Assert.All(parts, sample => Assert.InRange(sample, -1, 1));
        Assert.Equal((0, 0), (parts[0], parts[^1]));
    }

    [Fact]
    public void Loud_samples_are_rounded_off_and_others_keep_their_shape()
    {
        float[] samples = [.. Enumerable.Repeat(0.5f, 500), .. Enumerable.Repeat(-2f, 500)];

        new PostProcessing(new OutputStage(1.5f, 60, 1), 16000, samples.Length).Apply(samples);

        Assert.Equal(0.75f, samples[300]);
        Assert.InRange(samples[700], -1, -0.99f);
    }

    private static float[] Noise(int count)
    {
        var random = new Random(count);
        return [.. Enumerable.Range(0, count).Select(_ => (2 * random.NextSingle()) - 1)];
    }
}
