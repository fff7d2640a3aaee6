using Timbre.Audio;
using Timbre.Audio.Measures;

namespace Timbre.Server.Recordings;

/// <summary>What is measured of every sound when it arrives.</summary>
internal static class SoundMeter
{
    public static bool IsSilent(Clip clip) => Silence.IsSilent(clip);

    public static double SpeechSeconds(Clip clip) => SpeechActivity.Detect(clip).SpeechSeconds;
}
