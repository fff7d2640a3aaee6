using Timbre.Models.Nn.Pooling;
using Timbre.Models.Tests.Nn.Layers;

namespace Timbre.Models.Tests.Nn.Pooling;

public sealed class PoolingTests
{
    [Theory]
    [InlineData(1, 3)]
    [InlineData(9, 21)]
    public void The_mean_is_the_formula_and_its_gradients_are_those_of_nudges(int frames, int channels)
    {
        float[][] numbers = [GradientCheck.Some(frames * channels, 1)];
        GradientCheck.FastIsPlain(numbers, channels, Forward, Reference);
        GradientCheck.AreThoseOfNudges(
            numbers, channels, Forward, (_, _, outputGradient, actual) => MeanPooling.Backward(outputGradient, frames, channels, actual[0]),
            Reference, added: 1);

        void Forward(float[][] input, float[] y) => MeanPooling.Forward(input[0], frames, channels, y);
        void Reference(double[][] input, double[] y) => MeanPooling.Reference(input[0], frames, channels, y);
    }

    [Theory]
    [InlineData(1, 3)]
    [InlineData(9, 21)]
    public void Mean_and_deviation_are_the_formula(int frames, int channels) =>
        GradientCheck.FastIsPlain(
            [GradientCheck.Some(frames * channels, 1)], 2 * channels, Moments(frames, channels), MomentsReference(frames, channels));

    [Theory]
    [InlineData(2, 3)]
    [InlineData(7, 10)]
    public void Every_slope_of_mean_and_deviation_is_that_of_a_nudge(int frames, int channels) =>
        GradientCheck.AreThoseOfNudges(
            [GradientCheck.Some(frames * channels, 1)], 2 * channels, Moments(frames, channels),
            (input, output, outputGradient, actual) => StatisticsPooling.Backward(
                input[0], output.AsSpan(0, channels), output.AsSpan(channels), outputGradient.AsSpan(0, channels),
                outputGradient.AsSpan(channels), frames, channels, actual[0]),
            MomentsReference(frames, channels), added: 1);

    [Theory]
    [InlineData(1, 3, 2)]
    [InlineData(9, 21, 4)]
    public void Attention_is_the_formula(int frames, int channels, int heads) =>
        GradientCheck.FastIsPlain(
            Attended(frames, channels, heads), heads * channels, Attention(frames, channels, heads),
            AttentionReference(frames, channels, heads));

    [Theory]
    [InlineData(3, 2, 1)]
    [InlineData(6, 9, 3)]
    public void Every_slope_of_attention_is_that_of_a_nudge(int frames, int channels, int heads) =>
        GradientCheck.AreThoseOfNudges(
            Attended(frames, channels, heads), heads * channels, Attention(frames, channels, heads),
            (input, _, outputGradient, actual) =>
            {
                var weights = new float[frames * heads];
                AttentionPooling.Forward(input[0], input[1], frames, channels, heads, weights, new float[heads * channels]);
                AttentionPooling.Backward(input[0], weights, outputGradient, frames, channels, heads, actual[0], actual[1]);
            },
            AttentionReference(frames, channels, heads), added: 2);

    [Fact]
    public void Attention_that_is_far_from_0_is_still_attention()
    {
        var pooled = new float[2];
        AttentionPooling.Forward([1, 2, 3, 4], [500, 500], 2, 2, 1, new float[2], pooled);
        Assert.Equal([2, 3], pooled);
    }

    private static float[][] Attended(int frames, int channels, int heads) =>
        [GradientCheck.Some(frames * channels, 1), GradientCheck.Some(frames * heads, 2)];

    private static GradientCheck.Forward Moments(int frames, int channels) =>
        (input, y) => StatisticsPooling.Forward(input[0], frames, channels, y.AsSpan(0, channels), y.AsSpan(channels));

    private static GradientCheck.Reference MomentsReference(int frames, int channels) =>
        (input, y) => StatisticsPooling.Reference(input[0], frames, channels, y.AsSpan(0, channels), y.AsSpan(channels));

    private static GradientCheck.Forward Attention(int frames, int channels, int heads) =>
        (input, y) => AttentionPooling.Forward(input[0], input[1], frames, channels, heads, new float[frames * heads], y);

    private static GradientCheck.Reference AttentionReference(int frames, int channels, int heads) =>
        (input, y) => AttentionPooling.Reference(input[0], input[1], frames, channels, heads, y);
}
