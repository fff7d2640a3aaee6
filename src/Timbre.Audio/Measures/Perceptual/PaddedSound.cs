namespace Timbre.Audio.Measures.Perceptual;

/// <summary>A recording between two margins of silence and a tail of it: |margin|recording|margin|tail|.</summary>
internal sealed class PaddedSound
{
    private PaddedSound(float[] samples, PesqRate rate) => (Samples, Rate) = (samples, rate);

    public float[] Samples { get; }

    public PesqRate Rate { get; }

    /// <summary>Samples without the tail.</summary>
    public int Length => Samples.Length - Rate.TailSamples;

    /// <summary>Index of the recording's first sample.</summary>
    public int Start => Rate.MarginSamples;

    /// <summary>Index behind the recording's last sample.</summary>
    public int End => Length - Rate.MarginSamples;

    /// <summary>Whole steps of 4 ms, both margins among them.</summary>
    public int Steps => Length / Rate.StepSamples;

    /// <summary>The recording itself.</summary>
    public Span<float> Recording => Samples.AsSpan(Start, End - Start);

    /// <summary>The recording, and as much behind it as the tail is long: what the filters may write to.</summary>
    public Span<float> Filtered => Samples.AsSpan(Start, End - Start + Rate.TailSamples);

    /// <summary>A padded copy, times <paramref name="gain"/>.</summary>
    public static PaddedSound Of(AudioClip clip, PesqRate rate, double gain = 1)
    {
        var padded = new PaddedSound(new float[clip.Samples.Length + (2 * rate.MarginSamples) + rate.TailSamples], rate);
        for (var i = 0; i < clip.Samples.Length; i++)
            padded.Samples[padded.Start + i] = (float)(gain * clip.Samples[i]);
        return padded;
    }

    public PaddedSound Copy() => new((float[])Samples.Clone(), Rate);

    /// <summary>The samples with silence behind them, up to the longer one's length.</summary>
    public float[] UpTo(PaddedSound longer)
    {
        var samples = new float[Math.Max(Samples.Length, longer.Samples.Length)];
        Samples.CopyTo(samples, 0);
        return samples;
    }
}
