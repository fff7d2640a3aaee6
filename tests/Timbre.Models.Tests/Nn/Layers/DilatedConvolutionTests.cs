using Timbre.Models.Nn.Layers;

namespace Timbre.Models.Tests.Nn.Layers;

public sealed class DilatedConvolutionTests
{
    [Theory]
    [InlineData(1, 5, 1)]
    [InlineData(7, 3, 2)]
    [InlineData(32, 4, 3)]
    [InlineData(70, 8, 3)]
    [InlineData(2, 6, 5)]
    public void The_fast_layer_is_the_formula(int frames, int channels, int dilation) => GradientCheck.FastIsPlain(
        [
            GradientCheck.Some(frames * channels, 1), GradientCheck.Some(channels * channels * DilatedConvolution.Kernel, 2),
            GradientCheck.Some(channels, 3)
        ],
        frames * channels,
        (input, y) =>
            DilatedConvolution.Forward(
                input[0], input[1], input[2], frames, channels, dilation, y, GradientCheck.Some(DilatedConvolution.Scratch(channels), 4)),
        (input, y) => DilatedConvolution.Reference(input[0], input[1], input[2], frames, channels, dilation, y));
}
