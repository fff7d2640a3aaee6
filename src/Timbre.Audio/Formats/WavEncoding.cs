namespace Timbre.Audio.Formats;

/// <summary>Sample encodings that <see cref="WavWriter"/> writes.</summary>
public enum WavEncoding
{
    /// <summary>16-bit integers.</summary>
    Pcm16,

    /// <summary>24-bit integers.</summary>
    Pcm24,

    /// <summary>32-bit integers.</summary>
    Pcm32,

    /// <summary>G.711 µ-law, 8 bits.</summary>
    MuLaw,
}
