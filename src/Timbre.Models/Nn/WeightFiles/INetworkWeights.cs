namespace Timbre.Models.Nn.WeightFiles;

/// <summary>The parameters of a network by layer, as its weight file has them.</summary>
internal interface INetworkWeights<TConfig, TSelf>
    where TSelf : INetworkWeights<TConfig, TSelf>
{
    /// <summary>The kind of file they are read from.</summary>
    static abstract WeightFileFormat Format { get; }

    /// <summary>Takes each tensor of a file to its layer.</summary>
    /// <exception cref="InvalidDataException">One is missing, has another shape, or belongs to no layer.</exception>
    static abstract TSelf Create(TConfig config, TensorSet tensors);
}
