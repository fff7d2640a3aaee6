using Timbre.Audio;
using Timbre.Audio.Measures;

namespace Timbre.Server.Recordings;

/// <summary>What is measured of every sound when it arrives, recording or consent: the one place that says what counts as silent and as speech.</summary>
internal static class SoundMeter
{
    public static bool IsSilent(Clip clip) => Silence.IsSilent(clip);

    /// <summary>Seconds in which somebody speaks.</summary>
    public static double SpeechSeconds(Clip clip) => SpeechActivity.Detect(clip).SpeechSeconds;
}
