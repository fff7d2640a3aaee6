namespace Timbre.Audio.Fingerprints;

/// <summary>A stretch that two sounds have in common.</summary>
/// <param name="Score">1 - 2 · (share of bits that differ): 1 for the same sound, about 0 for another. Not below 0.34 over 3 s, nor below
/// 0.5 over 1 s; unrelated speech reached 0.30 over 3 s, once in 800 000 pairs.</param>
/// <param name="StartSeconds">Where it begins in the sound that was looked for.</param>
/// <param name="EndSeconds">Where it ends there.</param>
/// <param name="OtherStartSeconds">Where it begins in the other sound.</param>
public readonly record struct FingerprintMatch(double Score, double StartSeconds, double EndSeconds, double OtherStartSeconds)
{
    /// <summary>Length in seconds.</summary>
    public double Seconds => EndSeconds - StartSeconds;
}
