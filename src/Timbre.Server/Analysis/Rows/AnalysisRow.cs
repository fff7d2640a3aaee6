using Timbre.Models.Analysis;

namespace Timbre.Server.Analysis.Rows;

/// <summary>A row of analyses: what is too large for every look at a recording.</summary>
public sealed record AnalysisRow
{
    public required string RecordingId { get; init; }

    /// <summary>JSON of <see cref="SoundConditions"/>.</summary>
    public required string Conditions { get; init; }

    /// <summary>JSON of the transcript's words at fault.</summary>
    public required string WordsAtFault { get; init; }

    /// <summary>Base 64 of the <see cref="Audio.Pictures.WaveformEnvelope"/>.</summary>
    public required string Waveform { get; init; }

    /// <summary>Base 64 of the levels of a <see cref="Audio.Pictures.SpectrogramThumbnail"/>.</summary>
    public required string Spectrogram { get; init; }
    public required int SpectrogramColumns { get; init; }
    public required double SpectrogramTopHz { get; init; }

    /// <summary>Base 64 of an <see cref="Audio.Fingerprints.AudioFingerprint"/>, by which copies are found.</summary>
    public string? Fingerprint { get; init; }
}

/// <summary>By what a recording is known again.</summary>
/// <param name="Fingerprint">Base 64.</param>
internal sealed record FingerprintRow(string Id, string Name, string Fingerprint);
