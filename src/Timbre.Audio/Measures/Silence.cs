using Timbre.Audio.Filters;
using Timbre.Audio.Formats;

namespace Timbre.Audio.Measures;

/// <summary>Silence detector: decides whether a recording contains any audible sound, speech or not.</summary>
public static class Silence
{
    /// <summary>
    /// A 20 ms frame whose power above 50 Hz stays below this is silent, dB re full scale. Quiet recordings of actors are spoken at -50; at
    /// -65 a sample of 16 bits has 4 left.
    /// </summary>
    public const double FrameLevelDb = -65;

    /// <summary>A recording with less sound than this, in seconds, is silent: one click does not make a recording.</summary>
    public const double MinSeconds = 0.2;

    private const double FrameSeconds = 0.02;
    private const double CutoffHz = 50;

    /// <summary>True when less than <see cref="MinSeconds"/> of the clip is above <see cref="FrameLevelDb"/>.</summary>
    public static bool IsSilent(AudioClip clip) => SoundSeconds(clip) < MinSeconds;

    /// <summary>The same of what is left of a WAV; memory does not hold it.</summary>
    public static bool IsSilent(WavReader reader) => SoundSeconds(reader) < MinSeconds;

    /// <summary>Seconds of frames that are not silent. Offsets and rumble below 50 Hz are not sound.</summary>
    public static double SoundSeconds(AudioClip clip)
    {
        ArgumentNullException.ThrowIfNull(clip);
        var at = 0;
        return Count(clip.RateHz, frame =>
        {
            var take = Math.Min(frame.Length, clip.Samples.Length - at);
            clip.Samples.AsSpan(at, take).CopyTo(frame);
            at += take;
            return take;
        });
    }

    /// <summary>The same of what is left of a WAV; memory does not hold it.</summary>
    public static double SoundSeconds(WavReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        return Count(reader.RateHz, reader.Read);
    }

    /// <summary>Fills a frame; fewer samples only at the end.</summary>
    private delegate int Source(Span<float> frame);

    private static double Count(int rateHz, Source next)
    {
        var highPass = new HighPass(CutoffHz, rateHz);
        var frame = new float[(int)Math.Max(1, FrameSeconds * rateHz)];
        var minPower = Math.Pow(10, FrameLevelDb / 10);

        // A constant offset would ring at the start; taking the first value away makes it begin at rest.
        float? rest = null;
        var loud = 0;
        while (next(frame) == frame.Length)
        {
            var offset = rest ??= frame[0];
            for (var i = 0; i < frame.Length; i++)
                frame[i] -= offset;
            highPass.Process(frame);

            var power = 0.0;
            foreach (var sample in frame)
                power += (double)sample * sample;
            if (power > minPower * frame.Length)
                loud++;
        }

        return loud * FrameSeconds;
    }
}
