using Timbre.Models.Nn.WeightFiles;

namespace Timbre.Models.SpeakerEncoder.Network;

/// <summary>The sizes of an encoder's network, as its file has them.</summary>
/// <param name="RateHz">Samples per second of the sound that it takes.</param>
/// <param name="HopSamples">From one frame to the next.</param>
/// <param name="WindowSamples">Length of a frame, a power of two.</param>
/// <param name="Bands">Mel bands of a frame.</param>
/// <param name="Planes">Channels of the three kinds of blocks over time and frequency.</param>
/// <param name="Width">Channels of the blocks over time alone.</param>
/// <param name="Attention">Hidden channels of the attention.</param>
/// <param name="Embedding">Numbers of an embedding.</param>
/// <param name="Steps">Steps of training that the weights have seen.</param>
internal sealed record EncoderConfig(
    int RateHz, int HopSamples, int WindowSamples, int Bands, IReadOnlyList<int> Planes, int Width, int Attention, int Embedding, int Steps)
    : INetworkConfig<EncoderConfig>
{
    /// <summary>Bands and frames of the sound to one of the planes at their end.</summary>
    public const int BandsPerPlaneBand = 8, FramesPerStep = 4;

    /// <summary>Channels of the hidden layer over the long-term spectrum.</summary>
    public const int Spectrum = 64;

    /// <summary>Logs of power to numbers of about 1.</summary>
    public const float Scale = 0.3f;

    /// <summary>Dilations of the blocks over time.</summary>
    public static ReadOnlySpan<int> Dilations => [1, 2, 3];

    /// <summary>Numbers of a step that leave the planes.</summary>
    public int FlattenedBands => Planes[^1] * Bands / BandsPerPlaneBand;

    /// <summary>Channels that are pooled: the first and the last block's over time.</summary>
    public int Pooled => 2 * Width;

    /// <summary>Numbers that the embedding is made of.</summary>
    public int EmbeddingInputs => (2 * Pooled) + Spectrum;

    /// <summary>True if this version can run a network of these sizes.</summary>
    public bool IsPossible =>
        RateHz is >= 8_000 and <= 48_000 && WindowSamples is >= 32 and <= 4096 && int.IsPow2(WindowSamples) && HopSamples >= 1
            && HopSamples <= WindowSamples
        && Bands is >= 8 and <= 256 && Bands % BandsPerPlaneBand == 0 && Planes.Count == 3
        && Planes.All(channels => channels is >= 1 and <= 256)
        && Width is >= 1 and <= 1024 && Attention is >= 1 and <= 1024 && Embedding is >= 8 and <= 1024 && Steps >= 0;

    /// <inheritdoc/>
    public static EncoderConfig Read(BinaryReader from, int version) => new(
        RateHz: from.ReadInt32(),
        HopSamples: from.ReadInt32(),
        WindowSamples: from.ReadInt32(),
        Bands: from.ReadInt32(),
        Planes: [from.ReadInt32(), from.ReadInt32(), from.ReadInt32()],
        Width: from.ReadInt32(),
        Attention: from.ReadInt32(),
        Embedding: from.ReadInt32(),
        Steps: from.ReadInt32());
}
