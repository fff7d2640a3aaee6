namespace Timbre.Audio.Formats;

/// <summary>Compressed formats that <see cref="AudioEncoder"/> writes.</summary>
public enum CompressedFormat
{
    /// <summary>MPEG layer 3 at a constant rate.</summary>
    Mp3,

    /// <summary>Vorbis in Ogg.</summary>
    Vorbis,

    /// <summary>Opus in Ogg; its sound is at 48 kHz whatever went in.</summary>
    Opus,

    /// <summary>FLAC of 16 bits: nothing of the 16 bits is lost.</summary>
    Flac,

    /// <summary>FLAC of 24 bits.</summary>
    Flac24,

    /// <summary>AAC-LC as a stream of ADTS frames.</summary>
    Aac,
}
