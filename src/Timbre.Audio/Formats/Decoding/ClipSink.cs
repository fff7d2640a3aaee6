namespace Timbre.Audio.Formats.Decoding;

/// <summary>Collects a whole sound in memory.</summary>
internal sealed class ClipSink(AudioLimits limits) : ISampleSink
{
    private SampleBuffer? _buffer;

    public void Begin(int rateHz) => _buffer = new SampleBuffer(limits, rateHz);

    public void Add(ReadOnlySpan<float> samples) => _buffer!.Add(samples);

    public AudioClip ToClip() => _buffer!.ToClip();
}
