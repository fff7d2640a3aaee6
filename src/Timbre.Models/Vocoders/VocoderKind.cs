namespace Timbre.Models.Vocoders;

/// <summary>The kinds of vocoders, which turn frames into sound.</summary>
public enum VocoderKind
{
    /// <summary>A small network (models/vocoder) that predicts filters for pulses and noise.</summary>
    Neural,

    /// <summary>Pulses and noise through filters that follow from the frames alone.</summary>
    Parametric,
}
