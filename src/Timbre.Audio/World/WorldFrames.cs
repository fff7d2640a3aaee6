namespace Timbre.Audio.World;

/// <summary>A voice as the vocoder sees it: frame by frame its F0, its spectral envelope, and how much of it is noise.</summary>
public sealed class WorldFrames
{
    /// <summary>Frames over arrays that they own from now on.</summary>
    /// <param name="rateHz">Rate of the sound.</param>
    /// <param name="f0Hz">F0 of each frame, 0 where unvoiced: [frames].</param>
    /// <param name="envelope">Power: [frames, bins].</param>
    /// <param name="aperiodicity">Ratio of aperiodic to all amplitude, 0 to 1: [frames, bins].</param>
    /// <param name="hopSeconds">Time between two frames; the first is at 0.</param>
    /// <exception cref="ArgumentException">The lengths do not fit together.</exception>
    public WorldFrames(int rateHz, float[] f0Hz, float[] envelope, float[] aperiodicity, double hopSeconds = Framing.HopSeconds)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rateHz);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(hopSeconds);
        ArgumentNullException.ThrowIfNull(f0Hz);
        ArgumentNullException.ThrowIfNull(envelope);
        ArgumentNullException.ThrowIfNull(aperiodicity);
        var bins = f0Hz.Length == 0 ? 0 : envelope.Length / f0Hz.Length;
        if (bins < 2 || !int.IsPow2(bins - 1) || envelope.Length != bins * f0Hz.Length || aperiodicity.Length != envelope.Length)
            throw new ArgumentException("Envelope and aperiodicity hold the same number of bins, a power of two and one, for every frame.");

        (RateHz, HopSeconds, Bins) = (rateHz, hopSeconds, bins);
        (F0Hz, Envelope, Aperiodicity) = (f0Hz, envelope, aperiodicity);
    }

    /// <summary>Samples per second of the sound.</summary>
    public int RateHz { get; }

    /// <summary>Seconds between two frames.</summary>
    public double HopSeconds { get; }

    /// <summary>Bins of a spectrum, from 0 to half the rate: fftSize/2 + 1.</summary>
    public int Bins { get; }

    /// <summary>Number of frames.</summary>
    public int Count => F0Hz.Length;

    /// <summary>F0 in Hz, 0 where unvoiced: [frames].</summary>
    public float[] F0Hz { get; }

    /// <summary>Power: [frames, bins].</summary>
    public float[] Envelope { get; }

    /// <summary>Ratio of aperiodic to all amplitude, 0 to 1: [frames, bins].</summary>
    public float[] Aperiodicity { get; }
}
