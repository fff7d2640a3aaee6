namespace Timbre.Audio.Formats.Decoding;

/// <summary>Collects samples as they come and refuses the one that is too many.</summary>
internal sealed class SampleBuffer
{
    private readonly AudioLimits _limits;
    private readonly int _rateHz;
    private readonly long _maxSamples;
    private float[] _samples;
    private int _count;

    /// <param name="limits">Bounds the length, hence the memory.</param>
    /// <param name="rateHz">Samples per second.</param>
    /// <param name="expected">How many there seem to be: a hint that saves copies, trusted only when the bytes are known to be
    /// there.</param>
    public SampleBuffer(AudioLimits limits, int rateHz, long? expected = null)
    {
        (_limits, _rateHz) = (limits, rateHz);
        _maxSamples = Math.Min((long)Math.Ceiling(limits.MaxSeconds * rateHz) + 1, Array.MaxLength); // + 1: resampling rounds a length up
        _samples = new float[Math.Min(expected ?? 16384, Math.Min(_maxSamples, 1 << 20))];
    }

    public void Add(ReadOnlySpan<float> more)
    {
        if (_count + (long)more.Length > _maxSamples)
            throw new AudioFormatException($"The sound is longer than {_limits.MaxSeconds} s.") { IsTooLong = true };
        if (_count + more.Length > _samples.Length)
            Array.Resize(ref _samples, (int)Math.Min(_maxSamples, Math.Max(_count + more.Length, 2L * _samples.Length)));
        more.CopyTo(_samples.AsSpan(_count));
        _count += more.Length;
    }

    public AudioClip ToClip()
    {
        if (_count == 0)
            throw new AudioFormatException("The file holds no sound.");
        Array.Resize(ref _samples, _count);
        return new AudioClip(_samples, _rateHz);
    }
}
