using Timbre.Models.Layers;

namespace Timbre.Models.Tests.Layers;

public sealed class ScaledResidualTests
{
    private const int Frames = 4, Channels = 19;

    private static readonly float[][] Numbers = [Slopes.Some(Frames * Channels, 1), Slopes.Some(Frames * Channels, 2), Slopes.Some(Channels, 3)];

    [Fact]
    public void The_fast_layer_is_the_formula() => Slopes.FastIsPlain(Numbers, Frames * Channels, Forward, Reference);

    [Fact]
    public void Every_slope_is_that_of_a_nudge() =>
        Slopes.AreThoseOfNudges(
            Numbers, Frames * Channels, Forward,
            (input, _, slopes, found) => ScaledResidual.Backward(input[1], input[2], slopes, Frames, Channels, found[0], found[1], found[2]),
            Reference, added: 2);

    private static void Forward(float[][] input, float[] y) => ScaledResidual.Forward(input[0], input[1], input[2], Frames, Channels, y);

    private static void Reference(double[][] input, double[] y) => ScaledResidual.Reference(input[0], input[1], input[2], Frames, Channels, y);
}
