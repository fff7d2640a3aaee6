namespace Timbre.Audio.Formats.Riff;

/// <summary>Sample formats of WAV files.</summary>
internal enum WavCoding
{
    Pcm,
    Float,
    ALaw,
    MuLaw,
}

/// <summary>Contents of a WAV header, checked against the limits.</summary>
/// <param name="Coding">What the sample codes mean.</param>
/// <param name="Channels">Interleaved channels, 1 or more.</param>
/// <param name="RateHz">Frames per second.</param>
/// <param name="SampleBytes">Bytes of one sample of one channel.</param>
/// <param name="DataBytes">Bytes of sound that the header claims, or null where it claims to be a stream.</param>
internal sealed record WavLayout(WavCoding Coding, int Channels, int RateHz, int SampleBytes, long? DataBytes)
{
    /// <summary>Bytes of one sample of every channel.</summary>
    public int FrameBytes => Channels * SampleBytes;
}
