namespace Timbre.Audio.Formats.Decoding;

/// <summary>Collects a whole sound in memory.</summary>
internal sealed class ClipSink(AudioLimits limits) : ISampleSink
{
    private SampleBuffer? buffer;

    public void Begin(int rateHz) => buffer = new SampleBuffer(limits, rateHz);

    public void Add(ReadOnlySpan<float> samples) => buffer!.Add(samples);

    public AudioClip ToClip() => buffer!.ToClip();
}
