using Timbre.Audio;

namespace Timbre.Server.Recordings;

/// <summary>What is measured of every sound when it arrives.</summary>
internal static class SoundMeter
{
    private const double SilenceRms = 0.001; // -60 dB of full scale

    public static bool IsSilent(Clip clip) => Rms(clip.Samples) < SilenceRms;

    public static double SpeechSeconds(Clip clip) => IsSilent(clip) ? 0 : clip.Seconds;

    private static double Rms(float[] samples) => samples.Length == 0 ? 0 : Math.Sqrt(samples.Sum(x => (double)x * x) / samples.Length);
}
