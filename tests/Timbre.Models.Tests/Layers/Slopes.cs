namespace Timbre.Models.Tests.Layers;

/// <summary>Holds a layer's Forward and Backward against its Reference: each number that goes in is nudged, one at a time, in double precision.</summary>
internal static class Slopes
{
    /// <summary>Runs the fast layer: its inputs (sound, weights, ...) in order, and what comes out.</summary>
    public delegate void Forward(float[][] inputs, float[] output);

    /// <summary>The formula, in double precision.</summary>
    public delegate void Reference(double[][] inputs, double[] output);

    /// <summary>From inputs, outputs and the output's slopes to the slopes of each input; those of weights are added to what is there.</summary>
    public delegate void Backward(float[][] inputs, float[] output, float[] slopes, float[][] found);

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
        float[] found = Some(outputs, 77); // what was there before does not matter
        forward(inputs, found);
        var wanted = new double[outputs];
        reference(Exact(inputs), wanted);
        var scale = wanted.Max(Math.Abs);
        for (var i = 0; i < outputs; i++)
            Assert.True(Math.Abs(found[i] - wanted[i]) <= 2e-6 * (1 + scale), $"output {i} is {found[i]} and should be {wanted[i]}");
    }

    /// <summary>What Backward says of each number is what happens when it is nudged.</summary>
    /// <param name="added">From this input on, slopes are added to what is there; before it they are written over.</param>
    public static void AreThoseOfNudges(float[][] inputs, int outputs, Forward forward, Backward backward, Reference reference, int added)
    {
        var slopes = Some(outputs, 99);
        var output = new float[outputs];
        forward(inputs, output);
        float[][] before = [.. inputs.Select((input, k) => Some(input.Length, 200 + k))];
        float[][] found = [.. before.Select(values => (float[])values.Clone())];
        backward(inputs, output, slopes, found);

        var exact = Exact(inputs);
        for (var k = 0; k < inputs.Length; k++)
        {
            double[] wanted = [.. Enumerable.Range(0, exact[k].Length).Select(i => Slope(exact, k, i, slopes, reference))];
            var bound = 1e-5 * (1 + wanted.Max(Math.Abs));
            for (var i = 0; i < wanted.Length; i++)
            {
                var said = found[k][i] - (k >= added ? before[k][i] : 0);
                Assert.True(Math.Abs(said - wanted[i]) <= bound, $"input {k}, number {i}: Backward says {said}, nudging it {wanted[i]}");
            }
        }
    }

    private static double Slope(double[][] inputs, int k, int i, float[] slopes, Reference reference)
    {
        var here = inputs[k][i];
        inputs[k][i] = here + Nudge;
        var above = Loss(inputs, slopes, reference);
        inputs[k][i] = here - Nudge;
        var below = Loss(inputs, slopes, reference);
        inputs[k][i] = here;
        return (above - below) / (2 * Nudge);
    }

    private static double Loss(double[][] inputs, float[] slopes, Reference reference)
    {
        var output = new double[slopes.Length];
        reference(inputs, output);
        return output.Zip(slopes).Sum(pair => pair.First * pair.Second);
    }

    private static double[][] Exact(float[][] inputs) => [.. inputs.Select(input => input.Select(value => (double)value).ToArray())];
}
