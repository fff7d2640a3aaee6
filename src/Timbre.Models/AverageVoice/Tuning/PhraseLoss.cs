namespace Timbre.Models.AverageVoice.Tuning;

/// <summary>How far what is said of a phrase is from how it was said: each part less is better.</summary>
/// <param name="Mels">Mean distance of spectra, ln of power.</param>
/// <param name="Slopes">Mean distance of how they change over two frames.</param>
/// <param name="Bands">Mean distance of ln of aperiodicity where there is a voice.</param>
/// <param name="Voicing">Cross-entropy of voicing, in nats.</param>
/// <param name="Lengths">Mean square of ln of lengths.</param>
/// <param name="Pitch">Mean square of F0 in deviations.</param>
internal readonly record struct PhraseLoss(double Mels, double Slopes, double Bands, double Voicing, double Lengths, double Pitch)
{
    /// <summary>What each is worth, as in training/voice/losses.py.</summary>
    public const float SlopesWeight = 0.5f, BandsWeight = 0.3f, VoicingWeight = 0.2f, LengthsWeight = 0.5f, PitchWeight = 0.3f;

    /// <summary>What is made less.</summary>
    public double Total =>
        Mels + (SlopesWeight * Slopes) + (BandsWeight * Bands) + (VoicingWeight * Voicing) + (LengthsWeight * Lengths) + (PitchWeight * Pitch);
}
