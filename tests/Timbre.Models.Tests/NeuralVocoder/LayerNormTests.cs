using Timbre.Models.NeuralVocoder.Network;

namespace Timbre.Models.Tests.NeuralVocoder;

public sealed class LayerNormTests
{
    [Theory]
    [InlineData(1, 8)]
    [InlineData(5, 24)]
    [InlineData(3, 37)]
    [InlineData(7, 256)]
    public void It_does_what_its_formula_says(int rows, int channels)
    {
        var random = new Random(rows + channels);
        double[] Numbers(int count) => [.. Enumerable.Range(0, count).Select(_ => (double)(float)((random.NextDouble() * 6) - 2))];
        double[] x = Numbers(rows * channels), g = Numbers(channels), b = Numbers(channels), wanted = new double[rows * channels];
        LayerNorm.Reference(x, g, b, rows, channels, wanted);

        float[] found = [.. x.Select(value => (float)value)];
        LayerNorm.Forward(found, [.. g.Select(value => (float)value)], [.. b.Select(value => (float)value)], rows, channels);

        Assert.All(wanted.Zip(found), pair => Assert.Equal(pair.First, pair.Second, 1e-4));
    }
}
