using Timbre.Models.Nn.Layers;

namespace Timbre.Models.Tests.Nn.Layers;

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
        double[] x = Numbers(rows * channels), g = Numbers(channels), b = Numbers(channels), expected = new double[rows * channels];
        LayerNorm.Reference(x, g, b, rows, channels, expected);

        float[] actual = [.. x.Select(value => (float)value)];
        LayerNorm.Forward(actual, [.. g.Select(value => (float)value)], [.. b.Select(value => (float)value)], rows, channels);

        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-4));
    }
}
