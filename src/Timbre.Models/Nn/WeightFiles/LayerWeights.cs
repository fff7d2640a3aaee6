namespace Timbre.Models.Nn.WeightFiles;

/// <summary>A layer's weights, outputs first, and a bias for each output.</summary>
internal sealed record LayerWeights(float[] Weight, float[] Bias);
