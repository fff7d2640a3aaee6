using Timbre.Audio.World;
using Timbre.Models.AcousticModel.Phones;
using Timbre.Models.Nn.WeightFiles;

namespace Timbre.Models.AcousticModel.Network;

/// <summary>The sizes of the average voice's network, as its file has them.</summary>
/// <param name="Phones">Different phones, see <see cref="PhoneInventory"/>.</param>
/// <param name="Contexts">Context features of a phone.</param>
/// <param name="Code">Numbers that say who speaks: a code of the reference encoder, or an embedding of models/speaker.</param>
/// <param name="Mels">Points of a spectrum.</param>
/// <param name="Bands">Bands of aperiodicity.</param>
/// <param name="Encoder">Blocks over phones.</param>
/// <param name="DurationPredictor">Blocks over phones that say how long they are.</param>
/// <param name="PitchPredictor">Blocks over steps that say F0.</param>
/// <param name="Decoder">Blocks over steps that say spectra.</param>
/// <param name="SpeakerChannels">Numbers that a speaker comes down to.</param>
/// <param name="Steps">Steps of training that the weights have seen.</param>
internal sealed record AcousticModelConfig(
    int Phones, int Contexts, int Code, int Mels, int Bands, StackConfig Encoder, StackConfig DurationPredictor,
    StackConfig PitchPredictor, StackConfig Decoder, int SpeakerChannels, int Steps)
    : INetworkConfig<AcousticModelConfig>
{
    /// <summary>Position features of a step in its phone.</summary>
    public const int PositionCount = 5;

    /// <summary>Frames of the vocoder in a step of 10 ms.</summary>
    public const int FramesPerStep = 2;

    /// <summary>F0's mean and deviation, and the pace.</summary>
    public const int ProsodyCount = 3;

    /// <summary>Blocks of the reference encoder; null in networks of one speaker and in average voices that have none.</summary>
    public StackConfig? Reference { get; init; }

    /// <summary>The phones that it knows.</summary>
    public PhoneInventory Inventory =>
        PhoneInventory.Find(Phones, Contexts)
            ?? throw new InvalidOperationException($"There are no {Phones} phones of {Contexts} contexts.");

    /// <summary>The frames that it predicts.</summary>
    public FrameLayout Layout =>
        FrameLayout.Find(Mels, Bands) ?? throw new InvalidOperationException($"No frames have {Mels} points and {Bands} bands.");

    /// <summary>Numbers of the conditioning vector of a speaker.</summary>
    public int SpeakerInputs => Code + ProsodyCount + Mels;

    /// <summary>Numbers of a frame that leave the network: its spectrum, its aperiodicity, its voicing.</summary>
    public int PerFrame => Mels + Bands + 1;

    /// <summary>True if this version can run a network of these sizes.</summary>
    public bool IsPossible =>
        PhoneInventory.Find(Phones, Contexts) is not null && Code is >= 8 and <= 1024
        && FrameLayout.Find(Mels, Bands) is not null
        && Encoder.IsPossible && DurationPredictor.IsPossible && PitchPredictor.IsPossible && Decoder.IsPossible
        && Reference is null or { IsPossible: true } && SpeakerChannels is >= 1 and <= 1024 && Steps >= 0;

    /// <inheritdoc/>
    public static AcousticModelConfig Read(BinaryReader from, int version) => version < 2
        ? AcousticModelSerialization.ReadUniformConfig(from)
        : AcousticModelSerialization.ReadConfig(from) with { Reference = AcousticModelSerialization.ReadStack(from) };

    /// <summary>The sizes of a network whose stacks have the same widths.</summary>
    public static AcousticModelConfig Uniform(
        int phones, int contexts, int code, int mels, int bands, int width, int inner, int speakerChannels, int steps) => new(
        phones, contexts, code, mels, bands,
        Encoder: new(width, inner, [(5, 1), (5, 1), (5, 1), (5, 1)]),
        DurationPredictor: new(width, inner, [(3, 1), (3, 1)]),
        PitchPredictor: new(width, inner, [(5, 1), (5, 4), (5, 8), (5, 2)]),
        Decoder: new(width, inner, [(7, 1), (7, 2), (7, 1), (7, 4), (7, 1), (7, 2)]),
        speakerChannels, steps);
}
