namespace Timbre.Audio.Tests.Material;

/// <summary>Voices that nobody has: what is true of them is known exactly.</summary>
internal static class Voices
{
    /// <summary>All harmonics of an F0 given over time, each 6 dB an octave weaker, up to 3.6 kHz.</summary>
    public static AudioClip Buzz(Func<double, double> f0HzAt, double seconds, int rateHz, double amplitude = 0.2)
    {
        var samples = new float[(int)(seconds * rateHz)];
        var phase = 0.0;
        for (var i = 0; i < samples.Length; i++)
        {
            var f0Hz = f0HzAt((double)i / rateHz);
            phase += 2 * Math.PI * f0Hz / rateHz;
            for (var harmonic = 1; harmonic * f0Hz < Math.Min(3600, rateHz * 0.45); harmonic++)
                samples[i] += (float)(amplitude / harmonic * Math.Cos(harmonic * phase));
        }

        return new AudioClip(samples, rateHz);
    }
}
