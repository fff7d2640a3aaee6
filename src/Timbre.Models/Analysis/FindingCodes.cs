namespace Timbre.Models.Analysis;

/// <summary>Codes of findings, which clients may rely on. Their meanings are in <c>docs/guides/quality.md</c>.</summary>
public static class FindingCodes
{
    /// <summary>No sound.</summary>
    public const string Silent = "silent";

    /// <summary>Sound without speech.</summary>
    public const string NoSpeech = "no_speech";

    /// <summary>Too little sound to decide whether it contains speech.</summary>
    public const string TooShort = "too_short";

    /// <summary>The speech does not stand far enough above what is heard in its pauses.</summary>
    public const string Noisy = "noisy";

    /// <summary>Steady tones at 50 or 60 Hz and their multiples.</summary>
    public const string Hum = "hum";

    /// <summary>A whistle that never stops.</summary>
    public const string SteadyTone = "steady_tone";

    /// <summary>Single impulses: scratches, bad contacts.</summary>
    public const string Clicks = "clicks";

    /// <summary>Holes in the speech: lost packets, buffers that ran empty.</summary>
    public const string Dropouts = "dropouts";

    /// <summary>The peaks are cut off.</summary>
    public const string Clipping = "clipping";

    /// <summary>Less loud than a recording should be.</summary>
    public const string TooQuiet = "too_quiet";

    /// <summary>Louder than a recording should be.</summary>
    public const string TooLoud = "too_loud";

    /// <summary>Between the samples the sound goes beyond full scale.</summary>
    public const string TruePeak = "true_peak";

    /// <summary>The loudness goes up and down more than that of any reader.</summary>
    public const string UnevenLevel = "uneven_level";

    /// <summary>The middle of the sound is not at zero.</summary>
    public const string DcOffset = "dc_offset";

    /// <summary>A room is heard.</summary>
    public const string Reverberant = "reverberant";

    /// <summary>The high frequencies are missing.</summary>
    public const string NarrowBand = "narrow_band";

    /// <summary>There are high frequencies, and too little of them.</summary>
    public const string Muffled = "muffled";

    /// <summary>The low frequencies are missing.</summary>
    public const string Thin = "thin";

    /// <summary>Mirror images of the voice lie above it: it was resampled without a filter.</summary>
    public const string ResamplingImages = "resampling_images";

    /// <summary>Fewer bits than speech needs.</summary>
    public const string LowResolution = "low_resolution";

    /// <summary>It begins in the middle of a word.</summary>
    public const string CutStart = "cut_start";

    /// <summary>It ends in the middle of a word.</summary>
    public const string CutEnd = "cut_end";

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

    /// <summary>Two parts of a recording are of different speakers.</summary>
    public const string TwoSpeakers = "two_speakers";

    /// <summary>Somebody else speaks than in most of the voice's recordings.</summary>
    public const string Outlier = "outlier";
}
