namespace Timbre.Models.AcousticModel.Network;

/// <summary>The sizes of a stack of convolution blocks.</summary>
/// <param name="Width">Channels that go by.</param>
/// <param name="Inner">Channels within a block.</param>
/// <param name="Blocks">Kernel and dilation of each block.</param>
internal sealed record StackConfig(int Width, int Inner, IReadOnlyList<(int Kernel, int Dilation)> Blocks)
{
    /// <summary>Most blocks.</summary>
    public const int MaxBlocks = 16;

    /// <summary>True if this version can run a stack of these sizes.</summary>
    public bool IsPossible =>
        Width is >= 8 and <= 1024 && Inner is >= 8 and <= 4096 && Blocks.Count is >= 1 and <= MaxBlocks
        && Blocks.All(block => block.Kernel is >= 1 and <= 15 && block.Kernel % 2 == 1 && block.Dilation is >= 1 and <= 64);
}
