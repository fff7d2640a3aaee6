using Timbre.Models.Nn.WeightFiles;

namespace Timbre.Models.AcousticModel.Network;

/// <summary>The sizes of the average voice's network, as its file has them.</summary>
/// <param name="Phones">Different phones, see <see cref="PhoneContexts"/>.</param>
/// <param name="Contexts">Context features of a phone.</param>
/// <param name="Embedding">Dimensions of a speaker embedding.</param>
/// <param name="Mels">Points of a spectrum.</param>
/// <param name="Bands">Bands of aperiodicity.</param>
/// <param name="Width">Channels of the blocks.</param>
/// <param name="Inner">Channels within a block.</param>
/// <param name="SpeakerChannels">Numbers that a speaker comes down to.</param>
/// <param name="Steps">Steps of training that the weights have seen.</param>
internal sealed record AcousticModelConfig(
    int Phones, int Contexts, int Embedding, int Mels, int Bands, int Width, int Inner, int SpeakerChannels, int Steps)
    : INetworkConfig<AcousticModelConfig>
{
    /// <summary>Position features of a step in its phone.</summary>
    public const int PositionCount = 5;

    /// <summary>Frames of the vocoder in a step of 10 ms.</summary>
    public const int FramesPerStep = 2;

    /// <summary>F0's mean and deviation, and the pace.</summary>
    public const int ProsodyCount = 3;

    /// <summary>Kernel and dilation of each block that knows phones.</summary>
    public static IReadOnlyList<(int Kernel, int Dilation)> Encoder { get; } = [(5, 1), (5, 1), (5, 1), (5, 1)];

    /// <summary>Of those that say how long phones are.</summary>
    public static IReadOnlyList<(int Kernel, int Dilation)> DurationPredictor { get; } = [(3, 1), (3, 1)];

    /// <summary>Of those that say F0.</summary>
    public static IReadOnlyList<(int Kernel, int Dilation)> PitchPredictor { get; } = [(5, 1), (5, 4), (5, 8), (5, 2)];

    /// <summary>Of those that say spectra.</summary>
    public static IReadOnlyList<(int Kernel, int Dilation)> Decoder { get; } = [(7, 1), (7, 2), (7, 1), (7, 4), (7, 1), (7, 2)];

    /// <summary>Numbers of the conditioning vector of a speaker.</summary>
    public int SpeakerInputs => Embedding + ProsodyCount + Mels;

    /// <summary>Numbers of a frame that leave the network: its spectrum, its aperiodicity, its voicing.</summary>
    public int PerFrame => Mels + Bands + 1;

    /// <summary>True if this version can run a network of these sizes.</summary>
    public bool IsPossible =>
        Phones == PhoneContexts.Phones && Contexts == PhoneContexts.Count && Embedding is >= 8 and <= 1024
            && Mels == Timbre.Audio.World.FrameFeatures.Mels && Bands == Timbre.Audio.World.FrameFeatures.Bands
        && Width is >= 8 and <= 1024 && Inner is >= 8 and <= 4096 && SpeakerChannels is >= 1 and <= 1024 && Steps >= 0;

    /// <inheritdoc/>
    public static AcousticModelConfig Read(BinaryReader from) => new(
        Phones: from.ReadInt32(),
        Contexts: from.ReadInt32(),
        Embedding: from.ReadInt32(),
        Mels: from.ReadInt32(),
        Bands: from.ReadInt32(),
        Width: from.ReadInt32(),
        Inner: from.ReadInt32(),
        SpeakerChannels: from.ReadInt32(),
        Steps: from.ReadInt32());
}
