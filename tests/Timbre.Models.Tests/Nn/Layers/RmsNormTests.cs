using Timbre.Models.Nn.Layers;

namespace Timbre.Models.Tests.Nn.Layers;

public sealed class RmsNormTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(5, 16)]
    [InlineData(3, 21)]
    public void The_fast_layer_is_the_formula(int rows, int channels) =>
        GradientCheck.FastIsPlain(Numbers(rows, channels), rows * channels, Forward(rows, channels), Reference(rows, channels));

    [Theory]
    [InlineData(3, 2)]
    [InlineData(2, 19)]
    public void Every_slope_is_that_of_a_nudge(int rows, int channels) =>
        GradientCheck.AreThoseOfNudges(
            Numbers(rows, channels), rows * channels, Forward(rows, channels),
            (input, _, outputGradient, actual) =>
                RmsNorm.Backward(input[0], input[1], outputGradient, rows, channels, actual[0], actual[1]),
            Reference(rows, channels), added: 1);

    [Fact]
    public void Silence_stays_silence()
    {
        var row = new float[20];
        RmsNorm.Forward(row, GradientCheck.Some(20, 1), 1, 20, row);
        Assert.All(row, value => Assert.Equal(0, value));
    }

    private static float[][] Numbers(int rows, int channels) => [GradientCheck.Some(rows * channels, 1), GradientCheck.Some(channels, 2)];

    private static GradientCheck.Forward Forward(int rows, int channels) =>
        (input, y) => RmsNorm.Forward(input[0], input[1], rows, channels, y);

    private static GradientCheck.Reference Reference(int rows, int channels) =>
        (input, y) => RmsNorm.Reference(input[0], input[1], rows, channels, y);
}
