namespace Timbre.Models.Tests.Nn.Layers;

/// <summary>
/// Holds a layer's Forward and Backward against its Reference: each number that goes in is nudged, one at a time, in double precision.
/// </summary>
internal static class GradientCheck
{
    /// <summary>Runs the fast layer: its inputs (sound, weights, ...) in order, and what comes out.</summary>
    public delegate void Forward(float[][] inputs, float[] output);

    /// <summary>The formula, in double precision.</summary>
    public delegate void Reference(double[][] inputs, double[] output);

    /// <summary>
    /// From inputs, outputs and the output's gradients to the gradients of each input; those of weights are added to what is there.
    /// </summary>
    public delegate void Backward(float[][] inputs, float[] output, float[] outputGradient, float[][] actual);

    private const double Nudge = 1e-4;

    /// <summary>Numbers of about ±1.7, the same for the same seed.</summary>
    public static float[] Some(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (float)((random.NextDouble() - 0.5) * 2 * Math.Sqrt(3)))];
    }

    /// <summary>The fast layer says what the formula says.</summary>
    public static void FastIsPlain(float[][] inputs, int outputs, Forward forward, Reference reference)
    {
        float[] actual = Some(outputs, 77); // what was there before does not matter
        forward(inputs, actual);
        var expected = new double[outputs];
        reference(Exact(inputs), expected);
        var scale = expected.Max(Math.Abs);
        for (var i = 0; i < outputs; i++)
            Assert.True(Math.Abs(actual[i] - expected[i]) <= 2e-6 * (1 + scale), $"output {i} is {actual[i]} and should be {expected[i]}");
    }

    /// <summary>What Backward says of each number is what happens when it is nudged.</summary>
    /// <param name="added">From this input on, gradients are added to what is there; before it they are written over.</param>
    public static void AreThoseOfNudges(float[][] inputs, int outputs, Forward forward, Backward backward, Reference reference, int added)
    {
        var outputGradient = Some(outputs, 99);
        var output = new float[outputs];
        forward(inputs, output);
        float[][] before = [.. inputs.Select((input, k) => Some(input.Length, 200 + k))];
        float[][] actual = [.. before.Select(values => (float[])values.Clone())];
        backward(inputs, output, outputGradient, actual);

        var exact = Exact(inputs);
        for (var k = 0; k < inputs.Length; k++)
        {
            double[] expected = [.. Enumerable.Range(0, exact[k].Length)
                .Select(i => NumericalGradient(exact, k, i, outputGradient, reference))];
            var bound = 1e-5 * (1 + expected.Max(Math.Abs));
            for (var i = 0; i < expected.Length; i++)
            {
                var spoken = actual[k][i] - (k >= added ? before[k][i] : 0);
                Assert.True(
                    Math.Abs(spoken - expected[i]) <= bound, $"input {k}, number {i}: Backward says {spoken}, nudging it {expected[i]}");
            }
        }
    }

    private static double NumericalGradient(double[][] inputs, int k, int i, float[] outputGradient, Reference reference)
    {
        var here = inputs[k][i];
        inputs[k][i] = here + Nudge;
        var above = Loss(inputs, outputGradient, reference);
        inputs[k][i] = here - Nudge;
        var below = Loss(inputs, outputGradient, reference);
        inputs[k][i] = here;
        return (above - below) / (2 * Nudge);
    }

    private static double Loss(double[][] inputs, float[] outputGradient, Reference reference)
    {
        var output = new double[outputGradient.Length];
        reference(inputs, output);
        return output.Zip(outputGradient).Sum(pair => pair.First * pair.Second);
    }

    private static double[][] Exact(float[][] inputs) => [.. inputs.Select(input => input.Select(value => (double)value).ToArray())];
}
