namespace Timbre.Audio.Formats.Decoding;

/// <summary>Receiver of decoded mono samples: memory or a file.</summary>
internal interface ISampleSink
{
    /// <summary>Told once, before the first sample.</summary>
    void Begin(int rateHz);

    /// <summary>More samples.</summary>
    void Add(ReadOnlySpan<float> samples);
}
