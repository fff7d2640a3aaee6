namespace Timbre.Models.Tests.Nn.Layers;

/// <summary>The layers that take each value for itself.</summary>
public sealed class ActivationTests
{
    private static readonly float[][] Numbers = [[.. GradientCheck.Some(37, 1).Select(value => 4 * value)]];

    [Fact]
    public void The_fast_silu_is_the_formula() => GradientCheck.FastIsPlain(Numbers, 37, Silu, SiluReference);

    [Fact]
    public void Every_slope_of_silu_is_that_of_a_nudge() =>
        GradientCheck.AreThoseOfNudges(
            Numbers, 37, Silu,
            (input, _, outputGradient, actual) => Timbre.Models.Nn.Layers.Silu.Backward(input[0], outputGradient, actual[0]), SiluReference,
            added: 1);

    [Fact]
    public void The_sigmoid_is_the_formula() => GradientCheck.FastIsPlain(Numbers, 37, Sigmoid, SigmoidReference);

    [Fact]
    public void Every_slope_of_the_sigmoid_is_that_of_a_nudge() =>
        GradientCheck.AreThoseOfNudges(
            Numbers, 37, Sigmoid,
            (_, output, outputGradient, actual) => Timbre.Models.Nn.Layers.Sigmoid.Backward(output, outputGradient, actual[0]),
            SigmoidReference, added: 1);

    [Fact]
    public void Far_out_they_end_at_0_and_at_the_value_itself()
    {
        float[] far = [.. Enumerable.Repeat(new[] { -200f, 200f, -90f, 90f }, 9).SelectMany(values => values)];
        var (silu, squeezed) = (new float[far.Length], new float[far.Length]);
        Timbre.Models.Nn.Layers.Silu.Forward(far, silu);
        Timbre.Models.Nn.Layers.Sigmoid.Forward(far, squeezed);
        for (var i = 0; i < far.Length; i++)
        {
            Assert.Equal(Math.Max(0, far[i]), silu[i], 1e-6);
            Assert.Equal(far[i] > 0 ? 1 : 0, squeezed[i], 1e-6);
        }
    }

    private static void Silu(float[][] input, float[] y) => Timbre.Models.Nn.Layers.Silu.Forward(input[0], y);

    private static void SiluReference(double[][] input, double[] y) => Timbre.Models.Nn.Layers.Silu.Reference(input[0], y);

    private static void Sigmoid(float[][] input, float[] y) => Timbre.Models.Nn.Layers.Sigmoid.Forward(input[0], y);

    private static void SigmoidReference(double[][] input, double[] y) => Timbre.Models.Nn.Layers.Sigmoid.Reference(input[0], y);
}
