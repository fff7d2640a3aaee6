using Timbre.Audio.Filters;

namespace Timbre.Audio.Measures;

/// <summary>Whether a recording holds anything to hear at all, speech or not.</summary>
public static class Silence
{
    /// <summary>A 20 ms frame whose power above 50 Hz stays below this is silent, dB re full scale. Quiet recordings of actors are spoken at -50; at -65 a sample of 16 bits has 4 left.</summary>
    public const double FrameLevelDb = -65;

    /// <summary>A recording with less sound than this, in seconds, is silent: one click does not make a recording.</summary>
    public const double LeastSeconds = 0.2;

    private const double FrameSeconds = 0.02;
    private const double CutoffHz = 50;

    /// <summary>True when less than <see cref="LeastSeconds"/> of the clip is above <see cref="FrameLevelDb"/>.</summary>
    public static bool IsSilent(Clip clip) => SoundSeconds(clip) < LeastSeconds;

    /// <summary>Seconds of frames that are not silent. Offsets and rumble below 50 Hz are not sound.</summary>
    public static double SoundSeconds(Clip clip)
    {
        ArgumentNullException.ThrowIfNull(clip);
        var highPass = new HighPass(CutoffHz, clip.RateHz);
        var frame = new float[(int)Math.Max(1, FrameSeconds * clip.RateHz)];
        var leastPower = Math.Pow(10, FrameLevelDb / 10);

        // A constant offset would ring at the start; taking the first value away makes it begin at rest.
        var rest = clip.Samples.Length > 0 ? clip.Samples[0] : 0;
        var loud = 0;
        for (var at = 0; at + frame.Length <= clip.Samples.Length; at += frame.Length)
        {
            for (var i = 0; i < frame.Length; i++)
                frame[i] = clip.Samples[at + i] - rest;
            highPass.Process(frame);

            var power = 0.0;
            foreach (var sample in frame)
                power += (double)sample * sample;
            if (power > leastPower * frame.Length)
                loud++;
        }

        return loud * FrameSeconds;
    }
}
