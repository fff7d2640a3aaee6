namespace Timbre.Models.Nn.WeightFiles;

/// <summary>A layer's weights, outputs first, and a bias for each output.</summary>
internal sealed record LayerWeights(float[] Weight, float[] Bias)
{
    /// <summary>The same layer with other numbers.</summary>
    public LayerWeights Map(Func<float[], float[]> map) => new(map(Weight), map(Bias));
}
