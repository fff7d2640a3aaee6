using Timbre.Models.Nn.Layers;

namespace Timbre.Models.Tests.Nn.Layers;

public sealed class ScaledResidualTests
{
    private const int Frames = 4, Channels = 19;

    private static readonly float[][] Numbers = [
        GradientCheck.Some(Frames * Channels, 1), GradientCheck.Some(Frames * Channels, 2), GradientCheck.Some(Channels, 3)
    ];

    [Fact]
    public void The_fast_layer_is_the_formula() => GradientCheck.FastIsPlain(Numbers, Frames * Channels, Forward, Reference);

    [Fact]
    public void Every_slope_is_that_of_a_nudge() =>
        GradientCheck.AreThoseOfNudges(
            Numbers, Frames * Channels, Forward,
            (input, _, outputGradient, actual) =>
                ScaledResidual.Backward(input[1], input[2], outputGradient, Frames, Channels, actual[0], actual[1], actual[2]),
            Reference, added: 2);

    private static void Forward(float[][] input, float[] y) => ScaledResidual.Forward(input[0], input[1], input[2], Frames, Channels, y);

    private static void Reference(double[][] input, double[] y) =>
        ScaledResidual.Reference(input[0], input[1], input[2], Frames, Channels, y);
}
