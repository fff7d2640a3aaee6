namespace Timbre.Models.Nn.WeightFiles;

/// <summary>Numbers in rows, the last of the dimensions side by side.</summary>
internal sealed record Tensor(int[] Shape, float[] Values);
