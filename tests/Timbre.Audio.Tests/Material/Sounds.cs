namespace Timbre.Audio.Tests.Material;

/// <summary>Sounds made on the spot, the same ones each time.</summary>
internal static class Sounds
{
    public static AudioClip Tone(double hz, double seconds, int rateHz, double amplitude = 0.5)
    {
        var samples = new float[(int)(seconds * rateHz)];
        for (var i = 0; i < samples.Length; i++)
            samples[i] = (float)(amplitude * Math.Sin(2 * Math.PI * hz * i / rateHz));
        return new AudioClip(samples, rateHz);
    }

    public static AudioClip Silence(double seconds, int rateHz) => new(new float[(int)(seconds * rateHz)], rateHz);

    public static AudioClip Noise(double seconds, int rateHz, double deviation = 0.1, int seed = 1)
    {
        var random = new Random(seed);
        var samples = new float[(int)(seconds * rateHz)];
        for (var i = 0; i < samples.Length; i++)
        {
            var (radius, angle) = (Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())), 2 * Math.PI * random.NextDouble());
            samples[i] = (float)(deviation * radius * Math.Cos(angle));
        }

        return new AudioClip(samples, rateHz);
    }

    /// <summary>A tone that glides over the speech band: no two of its periods are alike, so that shifts and gaps show.</summary>
    public static AudioClip Sweep(double fromHz, double toHz, double seconds, int rateHz, double amplitude = 0.5)
    {
        var samples = new float[(int)(seconds * rateHz)];
        for (var i = 0; i < samples.Length; i++)
        {
            var t = (double)i / rateHz;
            samples[i] = (float)(amplitude * Math.Sin(2 * Math.PI * ((fromHz * t) + ((toHz - fromHz) * t * t / (2 * seconds)))));
        }

        return new AudioClip(samples, rateHz);
    }

    public static AudioClip Join(params AudioClip[] clips) => new([.. clips.SelectMany(clip => clip.Samples)], clips[0].RateHz);

    public static AudioClip Mix(AudioClip a, AudioClip b)
    {
        var samples = new float[Math.Min(a.Samples.Length, b.Samples.Length)];
        for (var i = 0; i < samples.Length; i++)
            samples[i] = a.Samples[i] + b.Samples[i];
        return new AudioClip(samples, a.RateHz);
    }

    /// <summary>10 log₁₀ (Σ a² / Σ (a - b)²): how far b stands below a as an error of it, in dB.</summary>
    public static double SignalToErrorDb(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        Assert.Equal(a.Length, b.Length);
        var (signal, error) = (0.0, 0.0);
        for (var i = 0; i < a.Length; i++)
        {
            signal += (double)a[i] * a[i];
            error += (double)(a[i] - b[i]) * (a[i] - b[i]);
        }

        return 10 * Math.Log10(signal / Math.Max(error, 1e-30));
    }
}
