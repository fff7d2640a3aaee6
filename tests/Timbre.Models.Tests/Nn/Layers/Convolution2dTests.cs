using Timbre.Models.Nn.Layers;

namespace Timbre.Models.Tests.Nn.Layers;

public sealed class Convolution2dTests
{
    public static TheoryData<int, int, int, int, int, int, int, int> Layers => new()
    {
        // inputs, outputs, kernel frames, kernel bins, stride frames, stride bins, frames, bins
        { 1, 4, 5, 5, 1, 2, 6, 8 },
        { 3, 5, 3, 3, 2, 2, 6, 8 },
        { 2, 4, 3, 3, 1, 2, 3, 7 },
        { 2, 3, 3, 1, 1, 1, 1, 3 },
        { 1, 1, 5, 7, 2, 3, 2, 2 },
    };

    [Theory]
    [MemberData(nameof(Layers))]
    public void The_fast_layer_is_the_formula(
        int inputs, int outputs, int kernelFrames, int kernelBins, int strideFrames, int strideBins, int frames, int bins)
    {
        var layer = new Convolution2d(inputs, outputs, kernelFrames, kernelBins, strideFrames, strideBins);
        GradientCheck.FastIsPlain(
            Numbers(layer, frames, bins), Size(layer, frames, bins), Forward(layer, frames, bins), Reference(layer, frames, bins));
    }

    [Theory]
    [MemberData(nameof(Layers))]
    public void Every_slope_is_that_of_a_nudge(
        int inputs, int outputs, int kernelFrames, int kernelBins, int strideFrames, int strideBins, int frames, int bins)
    {
        var layer = new Convolution2d(inputs, outputs, kernelFrames, kernelBins, strideFrames, strideBins);
        GradientCheck.AreThoseOfNudges(
            Numbers(layer, frames, bins), Size(layer, frames, bins), Forward(layer, frames, bins),
            (input, _, outputGradient, actual) =>
                layer.Backward(input[0], input[1], outputGradient, frames, bins, actual[0], actual[1], actual[2]),
            Reference(layer, frames, bins), added: 1);
    }

    private static float[][] Numbers(Convolution2d layer, int frames, int bins) =>
        [
            GradientCheck.Some(frames * bins * layer.Inputs, 1), GradientCheck.Some(layer.Outputs * layer.Patch, 2),
            GradientCheck.Some(layer.Outputs, 3)
        ];

    private static int Size(Convolution2d layer, int frames, int bins) => layer.FramesFrom(frames) * layer.BinsFrom(bins) * layer.Outputs;

    private static GradientCheck.Forward Forward(Convolution2d layer, int frames, int bins) =>
        (input, y) => layer.Forward(input[0], input[1], input[2], frames, bins, y, GradientCheck.Some(layer.Scratch(bins), 4));

    private static GradientCheck.Reference Reference(Convolution2d layer, int frames, int bins) =>
        (input, y) => layer.Reference(input[0], input[1], input[2], frames, bins, y);
}
