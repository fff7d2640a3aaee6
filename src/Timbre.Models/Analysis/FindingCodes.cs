namespace Timbre.Models.Analysis;

/// <summary>What findings are called; clients may rely on these words. What each means stands in <c>docs/guides/quality.md</c>.</summary>
public static class FindingCodes
{
    /// <summary>Nothing to hear.</summary>
    public const string Silent = "silent";

    /// <summary>Something to hear, and nobody speaks.</summary>
    public const string NoSpeech = "no_speech";

    /// <summary>The speech does not stand far enough above what is heard in its pauses.</summary>
    public const string Noisy = "noisy";

    /// <summary>Steady tones at 50 or 60 Hz and their multiples.</summary>
    public const string Hum = "hum";

    /// <summary>The peaks are cut off.</summary>
    public const string Clipping = "clipping";

    /// <summary>Less loud than a recording should be.</summary>
    public const string TooQuiet = "too_quiet";

    /// <summary>Louder than a recording should be.</summary>
    public const string TooLoud = "too_loud";

    /// <summary>The middle of the sound is not at zero.</summary>
    public const string DcOffset = "dc_offset";

    /// <summary>A room is heard.</summary>
    public const string Reverberant = "reverberant";

    /// <summary>The high frequencies are missing.</summary>
    public const string NarrowBand = "narrow_band";

    /// <summary>More silence than needed before the first word or after the last.</summary>
    public const string LongSilence = "long_silence";

    /// <summary>The estimator finds the words hard to understand, and no other finding says why.</summary>
    public const string Unintelligible = "unintelligible";

    /// <summary>The estimator finds the sound poor, and no other finding says why.</summary>
    public const string PoorQuality = "poor_quality";

    /// <summary>A given transcript is not what is heard.</summary>
    public const string TranscriptMismatch = "transcript_mismatch";

    /// <summary>The same recording, or a part of it, is there twice.</summary>
    public const string Duplicate = "duplicate";
}
