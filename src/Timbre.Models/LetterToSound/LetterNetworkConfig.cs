using Timbre.Models.Nn.WeightFiles;

namespace Timbre.Models.LetterToSound;

/// <summary>The sizes of the network of letters, as its file has them.</summary>
/// <param name="Width">Channels.</param>
/// <param name="Inner">Channels within a block.</param>
/// <param name="Blocks">How many.</param>
/// <param name="Kernel">Letters that a block's filter sees.</param>
/// <param name="Graphones">How many it scores.</param>
/// <param name="GraphoneHash">The first 4 bytes of the SHA-256 of their names.</param>
/// <param name="Steps">Steps of training that the weights have seen.</param>
internal sealed record LetterNetworkConfig(int Width, int Inner, int Blocks, int Kernel, int Graphones, int GraphoneHash, int Steps)
    : INetworkConfig<LetterNetworkConfig>
{
    /// <inheritdoc/>
    public bool IsPossible =>
        Width is >= 8 and <= 1024 && Inner is >= 8 and <= 4096 && Blocks is >= 1 and <= 32 && Kernel is >= 1 and <= 31 && Kernel % 2 == 1
        && Graphones is >= 2 and <= 1 << 14 && Steps >= 0;

    /// <inheritdoc/>
    public static LetterNetworkConfig Read(BinaryReader from, int version) => new(
        Width: from.ReadInt32(),
        Inner: from.ReadInt32(),
        Blocks: from.ReadInt32(),
        Kernel: from.ReadInt32(),
        Graphones: from.ReadInt32(),
        GraphoneHash: from.ReadInt32(),
        Steps: from.ReadInt32());
}
