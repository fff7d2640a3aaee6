using Timbre.Models.Layers;

namespace Timbre.Models.Tests.Layers;

public sealed class DepthwiseConvolutionTests
{
    [Theory]
    [InlineData(20, 21, 7, 1)]
    [InlineData(9, 16, 3, 1)]
    [InlineData(3, 8, 7, 1)]
    [InlineData(1, 5, 5, 1)]
    [InlineData(6, 3, 1, 1)]
    [InlineData(20, 21, 5, 4)]
    [InlineData(5, 8, 7, 3)]
    public void The_fast_layer_is_the_formula(int frames, int channels, int kernel, int dilation) =>
        Slopes.FastIsPlain(Numbers(frames, channels, kernel), frames * channels, Forward(frames, channels, kernel, dilation), Reference(frames, channels, kernel, dilation));

    [Theory]
    [InlineData(9, 10, 7, 1)]
    [InlineData(3, 4, 7, 1)]
    [InlineData(1, 2, 1, 1)]
    [InlineData(9, 3, 5, 2)]
    [InlineData(4, 3, 7, 3)]
    public void Every_slope_is_that_of_a_nudge(int frames, int channels, int kernel, int dilation) =>
        Slopes.AreThoseOfNudges(
            Numbers(frames, channels, kernel), frames * channels, Forward(frames, channels, kernel, dilation),
            (input, _, slopes, found) => DepthwiseConvolution.Backward(input[0], input[1], slopes, frames, channels, kernel, found[0], found[1], found[2], dilation),
            Reference(frames, channels, kernel, dilation), added: 1);

    private static float[][] Numbers(int frames, int channels, int kernel) => [Slopes.Some(frames * channels, 1), Slopes.Some(kernel * channels, 2), Slopes.Some(channels, 3)];

    private static Slopes.Forward Forward(int frames, int channels, int kernel, int dilation) =>
        (input, y) => DepthwiseConvolution.Forward(input[0], input[1], input[2], frames, channels, kernel, y, dilation);

    private static Slopes.Reference Reference(int frames, int channels, int kernel, int dilation) =>
        (input, y) => DepthwiseConvolution.Reference(input[0], input[1], input[2], frames, channels, kernel, y, dilation);
}
