namespace Timbre.Models.Nn.WeightFiles;

/// <summary>The sizes of a network, which its weight file has in front of the tensors.</summary>
internal interface INetworkConfig<TSelf>
    where TSelf : INetworkConfig<TSelf>
{
    /// <summary>True if this version can run a network of these sizes.</summary>
    bool IsPossible { get; }

    /// <summary>Reads the sizes.</summary>
    /// <param name="from">Where they begin.</param>
    /// <param name="version">The version of the file.</param>
    /// <exception cref="EndOfStreamException">There are fewer.</exception>
    static abstract TSelf Read(BinaryReader from, int version);
}
