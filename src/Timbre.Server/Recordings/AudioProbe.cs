using Timbre.Audio;
using Timbre.Audio.Formats;
using Timbre.Audio.Measures;

namespace Timbre.Server.Recordings;

/// <summary>
/// What is measured of every sound when it arrives, recording or consent: the one place that says what counts as silent and as speech.
/// </summary>
internal static class AudioProbe
{
    public static bool IsSilent(AudioClip clip) => Silence.IsSilent(clip);

    /// <summary>Seconds in which somebody speaks.</summary>
    public static double SpeechSeconds(AudioClip clip) => SpeechActivity.Detect(clip).SpeechSeconds;

    /// <summary>Both of a WAV on disk, which memory does not hold.</summary>
    public static (bool IsSilent, double SpeechSeconds) Measure(string path, AudioLimits limits)
    {
        using (var reader = WavReader.Open(path, limits))
        {
            if (Silence.IsSilent(reader))
                return (true, 0);
        }

        using var secondPass = WavReader.Open(path, limits);
        return (false, SpeechActivity.Detect(secondPass).SpeechSeconds);
    }
}
