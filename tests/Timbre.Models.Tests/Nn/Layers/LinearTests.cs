using Timbre.Models.Nn.Layers;

namespace Timbre.Models.Tests.Nn.Layers;

public sealed class LinearTests
{
    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(4, 16, 4)]
    [InlineData(5, 17, 7)]
    [InlineData(3, 40, 9)]
    [InlineData(38, 25, 16)]
    [InlineData(70, 100, 33)]
    public void The_fast_layer_is_the_formula(int frames, int inputs, int outputs) =>
        GradientCheck.FastIsPlain(
            Sizes(frames, inputs, outputs), frames * outputs, Forward(frames, inputs, outputs), Reference(frames, inputs, outputs));

    [Theory]
    [InlineData(3)]
    [InlineData(16)]
    [InlineData(45)]
    public void Both_widths_of_vectors_give_the_formula(int inputs)
    {
        GradientCheck.FastIsPlain(
            Sizes(4, inputs, 4), 16, (input, y) => Linear.WideTile(input[0], input[1], input[2], inputs, y, 4), Reference(4, inputs, 4));
        GradientCheck.FastIsPlain(
            Sizes(4, inputs, 4), 16, (input, y) => Linear.NarrowTile(input[0], input[1], input[2], inputs, y, 4), Reference(4, inputs, 4));
    }

    [Theory]
    [InlineData(1, 3, 2)]
    [InlineData(4, 9, 5)]
    [InlineData(5, 18, 4)]
    public void Every_slope_is_that_of_a_nudge(int frames, int inputs, int outputs) =>
        GradientCheck.AreThoseOfNudges(
            Sizes(frames, inputs, outputs), frames * outputs, Forward(frames, inputs, outputs),
            (input, _, outputGradient, actual) =>
                Linear.Backward(input[0], input[1], outputGradient, frames, inputs, outputs, actual[0], actual[1], actual[2]),
            Reference(frames, inputs, outputs), added: 1);

    private static float[][] Sizes(int frames, int inputs, int outputs) =>
        [GradientCheck.Some(frames * inputs, 1), GradientCheck.Some(outputs * inputs, 2), GradientCheck.Some(outputs, 3)];

    private static GradientCheck.Forward Forward(int frames, int inputs, int outputs) =>
        (input, y) => Linear.Forward(input[0], input[1], input[2], frames, inputs, outputs, y);

    private static GradientCheck.Reference Reference(int frames, int inputs, int outputs) =>
        (input, y) => Linear.Reference(input[0], input[1], input[2], frames, inputs, outputs, y);
}
