namespace Timbre.Models.Vocoders;

/// <summary>What turns frames into sound.</summary>
public enum VocoderKind
{
    /// <summary>A small network of our own (models/vocoder): pulses and noise through filters that it has learnt to choose.</summary>
    Neural,

    /// <summary>Pulses and noise through filters that follow from the frames alone.</summary>
    Parametric,
}
