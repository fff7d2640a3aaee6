using Timbre.Audio.World;
using Timbre.Models.Nn.WeightFiles;

namespace Timbre.Models.Vocoders.Network;

/// <summary>The sizes of the vocoder's network, as its file has them.</summary>
/// <param name="Mels">Points of a frame's envelope, and of either filter.</param>
/// <param name="Bands">Bands of aperiodicity.</param>
/// <param name="Width">Channels.</param>
/// <param name="Hidden">Channels within a block.</param>
/// <param name="Blocks">How many.</param>
/// <param name="FramesPerStep">Frames that pass the layers together.</param>
/// <param name="Kernel">Steps that a block's filter sees, this one the last.</param>
/// <param name="Before">Steps that the first layer sees before this one.</param>
/// <param name="Ahead">Steps that it sees behind this one.</param>
/// <param name="Phases">Points of what the pulses' phase is turned by.</param>
/// <param name="Modulations">Points of how much noise swells with the cosine of the phase of F0, and as many with its sine.</param>
/// <param name="Steps">Steps of training that the weights have seen.</param>
internal sealed record VocoderConfig(
    int Mels, int Bands, int FramesPerStep, int Width, int Hidden, int Blocks, int Kernel, int Before, int Ahead, int Phases,
    int Modulations, int Steps)
    : INetworkConfig<VocoderConfig>
{
    /// <summary>Inputs of a frame for F0: voiced or not, and ln F0.</summary>
    private const int F0Inputs = 2;

    /// <summary>The frames that it is for.</summary>
    public FrameLayout Layout =>
        FrameLayout.Find(Mels, Bands) ?? throw new InvalidOperationException($"No frames have {Mels} points and {Bands} bands.");

    /// <summary>Numbers of a frame that enter the network.</summary>
    public int FrameInputs => F0Inputs + Bands + Mels;

    /// <summary>Numbers of a step that enter it.</summary>
    public int StepInputs => FramesPerStep * FrameInputs;

    /// <summary>Steps that the first layer sees.</summary>
    public int ContextSteps => Before + 1 + Ahead;

    /// <summary>Numbers of a frame that leave it: for the pulses' filter, the noise's, the phase, both swellings.</summary>
    public int Outputs => (2 * Mels) + Phases + (2 * Modulations);

    /// <summary>True if this version can run a network of these sizes.</summary>
    public bool IsPossible =>
        FrameLayout.Find(Mels, Bands) is not null && FramesPerStep is >= 1 and <= 4
            && Width is >= 8 and <= 1024 && Hidden is >= 8 and <= 4096
            && Width % 4 == 0 && Hidden % 4 == 0
        && Blocks is >= 1 and <= 32 && Kernel is >= 1 and <= 31 && Kernel % 2 == 1 && Before is >= 0 and <= 15 && Ahead is >= 0 and <= 15
        && Phases is >= 1 and <= 128 && Modulations is >= 2 and <= 64 && Outputs % 4 == 0 && Steps >= 0;

    /// <inheritdoc/>
    public static VocoderConfig Read(BinaryReader from, int version) => new(
        Mels: from.ReadInt32(),
        Bands: from.ReadInt32(),
        FramesPerStep: version < 2 ? 1 : from.ReadInt32(),
        Width: from.ReadInt32(),
        Hidden: from.ReadInt32(),
        Blocks: from.ReadInt32(),
        Kernel: from.ReadInt32(),
        Before: from.ReadInt32(),
        Ahead: from.ReadInt32(),
        Phases: from.ReadInt32(),
        Modulations: from.ReadInt32(),
        Steps: from.ReadInt32());
}
