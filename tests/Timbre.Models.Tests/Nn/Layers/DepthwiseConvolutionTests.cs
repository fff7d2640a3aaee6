using Timbre.Models.Nn.Layers;

namespace Timbre.Models.Tests.Nn.Layers;

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
        GradientCheck.FastIsPlain(
            Numbers(frames, channels, kernel), frames * channels, Forward(frames, channels, kernel, dilation),
            Reference(frames, channels, kernel, dilation));

    [Theory]
    [InlineData(9, 10, 7, 1)]
    [InlineData(3, 4, 7, 1)]
    [InlineData(1, 2, 1, 1)]
    [InlineData(9, 3, 5, 2)]
    [InlineData(4, 3, 7, 3)]
    public void Every_slope_is_that_of_a_nudge(int frames, int channels, int kernel, int dilation) =>
        GradientCheck.AreThoseOfNudges(
            Numbers(frames, channels, kernel), frames * channels, Forward(frames, channels, kernel, dilation),
            (input, _, outputGradient, actual) =>
                DepthwiseConvolution.Backward(
                    input[0], input[1], outputGradient, frames, channels, kernel, actual[0], actual[1], actual[2], dilation),
            Reference(frames, channels, kernel, dilation), added: 1);

    private static float[][] Numbers(int frames, int channels, int kernel) =>
        [GradientCheck.Some(frames * channels, 1), GradientCheck.Some(kernel * channels, 2), GradientCheck.Some(channels, 3)];

    private static GradientCheck.Forward Forward(int frames, int channels, int kernel, int dilation) =>
        (input, y) => DepthwiseConvolution.Forward(input[0], input[1], input[2], frames, channels, kernel, y, dilation);

    private static GradientCheck.Reference Reference(int frames, int channels, int kernel, int dilation) =>
        (input, y) => DepthwiseConvolution.Reference(input[0], input[1], input[2], frames, channels, kernel, y, dilation);
}
