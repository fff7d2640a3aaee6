namespace Timbre.Audio.Formats;

/// <summary>A container of sound that we take.</summary>
public enum SoundKind
{
    /// <summary>RIFF WAVE (also RF64).</summary>
    Wav,

    /// <summary>MPEG audio layer III, with or without an ID3 tag.</summary>
    Mp3,

    /// <summary>ISO base media: m4a, mp4, QuickTime.</summary>
    Mp4,

    /// <summary>FLAC in its own container.</summary>
    Flac,

    /// <summary>Ogg: Vorbis, Opus, FLAC.</summary>
    Ogg,

    /// <summary>WebM, a Matroska profile.</summary>
    WebM,

    /// <summary>AIFF and AIFF-C.</summary>
    Aiff,
}
