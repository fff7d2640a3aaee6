namespace Timbre.Audio.Tests.Material;

/// <summary>Something that moves as speech does without saying anything: a gliding buzz through two gliding resonances.</summary>
internal static class Babble
{
    private const int RateHz = 16000;

    /// <summary>One voiced word.</summary>
    public static AudioClip Word(double seconds, int seed)
    {
        var random = new Random(seed);
        var samples = new float[(int)(seconds * RateHz)];
        var (phase, f0) = (0.0, 90 + (100 * random.NextDouble()));
        var (from, to) = (Vowel(random), Vowel(random));
        Span<double> state = stackalloc double[4];
        for (var i = 0; i < samples.Length; i++)
        {
            var t = (double)i / samples.Length;
            if (i % 2000 == 0)
                (from, to) = (to, Vowel(random));
            phase += f0 * (1 - (0.25 * t)) / RateHz;
            phase -= Math.Floor(phase);
            var x = (phase < 0.1 ? 1 : 0) - 0.1;
            var mix = Math.Min(1, i % 2000 / 700.0); // the mouth moves, then rests
            x = Resonate(x, from.First + (mix * (to.First - from.First)), state[..2]);
            x = Resonate(x, from.Second + (mix * (to.Second - from.Second)), state[2..]);
            samples[i] = (float)(0.002 * x * Math.Min(1, Math.Min(i, samples.Length - i) / 800.0));
        }

        return new AudioClip(samples, RateHz);
    }

    /// <summary>Words and pauses from short to long over a little noise.</summary>
    public static AudioClip Talk(double seconds, int seed)
    {
        var random = new Random(seed);
        var parts = new List<AudioClip>();
        while (parts.Sum(part => part.Seconds) < seconds)
        {
            parts.Add(Word(0.3 + (1.5 * random.NextDouble()), random.Next()));
            parts.Add(Sounds.Silence(Math.Pow(random.NextDouble(), 4) * 6, RateHz));
        }

        var talk = Sounds.Join([.. parts]);
        return Sounds.Mix(talk, Sounds.Noise(talk.Seconds + 1, RateHz, 1e-4));
    }

    private static (double First, double Second) Vowel(Random random) =>
        (250 + (650 * random.NextDouble()), 900 + (1800 * random.NextDouble()));

    private static double Resonate(double x, double hz, Span<double> state)
    {
        const double radius = 0.985;
        var y = x + (2 * radius * Math.Cos(2 * Math.PI * hz / RateHz) * state[0]) - (radius * radius * state[1]);
        (state[1], state[0]) = (state[0], y);
        return y;
    }
}
