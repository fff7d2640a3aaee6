namespace Timbre.Models.AcousticModel.FineTuning;

/// <summary>Losses between the predictions for a phrase and its recording.</summary>
/// <param name="Spectrum">Mean distance of spectra, ln of power.</param>
/// <param name="Delta">Mean distance of how they change over two frames.</param>
/// <param name="Aperiodicity">Mean distance of ln of aperiodicity where there is a voice.</param>
/// <param name="Voicing">Cross-entropy of voicing, in nats.</param>
/// <param name="Duration">Mean square of ln of lengths.</param>
/// <param name="Pitch">Mean square of F0 in deviations.</param>
internal readonly record struct PhraseLoss(
    double Spectrum, double Delta, double Aperiodicity, double Voicing, double Duration, double Pitch)
{
    /// <summary>Weight of each loss, as in training/voice/losses.py.</summary>
    public const float SlopeWeight = 1, DeltaWeight = 0.5f, AperiodicityWeight = 0.3f;
    public const float VoicingWeight = 0.2f, DurationWeight = 0.5f, PitchWeight = 0.3f;

    /// <summary>Mean distance of how they change from point to point; 0 for models at 16 kHz.</summary>
    public double Slope { get; init; }

    /// <summary>Weighted sum of the losses, which training minimises.</summary>
    public double Total =>
        Spectrum + (SlopeWeight * Slope) + (DeltaWeight * Delta) + (AperiodicityWeight * Aperiodicity) + (VoicingWeight * Voicing)
            + (DurationWeight * Duration) + (PitchWeight * Pitch);
}
