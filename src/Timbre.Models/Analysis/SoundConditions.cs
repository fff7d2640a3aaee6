namespace Timbre.Models.Analysis;

/// <summary>Measured conditions of a recording's sound.</summary>
/// <param name="Seconds">Length.</param>
/// <param name="SpeechSeconds">Seconds of speech.</param>
/// <param name="SignalToNoiseDb">Speech over what is heard in its pauses, -20 to 96 dB.</param>
/// <param name="NoiseFloorDb">Level of the pauses, -96 to 0 dB re full scale.</param>
/// <param name="LoudnessLufs">Integrated loudness (ITU-R BS.1770), -70 to about 0 LUFS.</param>
/// <param name="PeakDb">Highest sample, -96 to 0 dB re full scale.</param>
/// <param name="ClippedShare">Share of samples in flat tops, 0 to 1.</param>
/// <param name="DcOffset">Mean amplitude, -1 to 1.</param>
/// <param name="HumDb">Mains hum, -120 to 0 dB re full scale.</param>
/// <param name="BandwidthHz">Up to where there is sound, 0 to half the rate.</param>
/// <param name="ReverberationSeconds">Estimated reverberation time, 0.1 to 5 s; null if it cannot be estimated.</param>
/// <param name="LeadingSilenceSeconds">Before the first word.</param>
/// <param name="TrailingSilenceSeconds">After the last word.</param>
public sealed record SoundConditions(
    double Seconds,
    double SpeechSeconds,
    double SignalToNoiseDb,
    double NoiseFloorDb,
    double LoudnessLufs,
    double PeakDb,
    double ClippedShare,
    double DcOffset,
    double HumDb,
    double BandwidthHz,
    double? ReverberationSeconds,
    double LeadingSilenceSeconds,
    double TrailingSilenceSeconds)
{
    /// <summary>The highest point of the curve through the samples, -96 to a few dB above 0 re full scale.</summary>
    public double TruePeakDb { get; init; }
}
