namespace Timbre.Audio.Formats.Decoding;

/// <summary>Collects samples as they come and refuses the one that is too many.</summary>
internal sealed class SampleBuffer
{
    private readonly AudioLimits limits;
    private readonly int rateHz;
    private readonly long maxSamples;
    private float[] samples;
    private int count;

    /// <param name="limits">Bounds the length, hence the memory.</param>
    /// <param name="rateHz">Samples per second.</param>
    /// <param name="expected">How many there seem to be: a hint that saves copies, trusted only when the bytes are known to be
    /// there.</param>
    public SampleBuffer(AudioLimits limits, int rateHz, long? expected = null)
    {
        (this.limits, this.rateHz) = (limits, rateHz);
        maxSamples = Math.Min((long)Math.Ceiling(limits.MaxSeconds * rateHz) + 1, Array.MaxLength); // + 1: resampling rounds a length up
        samples = new float[Math.Min(expected ?? 16384, Math.Min(maxSamples, 1 << 20))];
    }

    public void Add(ReadOnlySpan<float> more)
    {
        if (count + (long)more.Length > maxSamples)
            throw new AudioFormatException($"The sound is longer than {limits.MaxSeconds} s.") { IsTooLong = true };
        if (count + more.Length > samples.Length)
            Array.Resize(ref samples, (int)Math.Min(maxSamples, Math.Max(count + more.Length, 2L * samples.Length)));
        more.CopyTo(samples.AsSpan(count));
        count += more.Length;
    }

    public AudioClip ToClip()
    {
        if (count == 0)
            throw new AudioFormatException("The file holds no sound.");
        Array.Resize(ref samples, count);
        return new AudioClip(samples, rateHz);
    }
}
