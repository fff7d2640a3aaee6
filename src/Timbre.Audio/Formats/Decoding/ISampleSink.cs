namespace Timbre.Audio.Formats.Decoding;

/// <summary>Where decoded mono samples go: into memory or onto disk.</summary>
internal interface ISampleSink
{
    /// <summary>Told once, before the first sample.</summary>
    void Begin(int rateHz);

    /// <summary>More samples.</summary>
    void Add(ReadOnlySpan<float> samples);
}
