namespace Timbre.Audio.Formats.Decoding;

/// <summary>Writes a sound to disk as 16-bit PCM as it comes.</summary>
internal sealed class WavSink(Stream target) : ISampleSink, IDisposable
{
    private WavWriter? _writer;

    public int RateHz { get; private set; }

    public long Frames => _writer?.Frames ?? 0;

    public void Begin(int rateHz)
    {
        RateHz = rateHz;
        _writer = new WavWriter(target, rateHz, WavEncoding.Pcm16, leaveOpen: true);
    }

    public void Add(ReadOnlySpan<float> samples) => _writer!.Write(samples);

    public void Dispose() => _writer?.Dispose();
}
