namespace Timbre.Models.Analysis.Rules;

/// <summary>Rules on the level: loudness, clipping, resolution.</summary>
internal static class LevelRules
{
    private static readonly Rule Quiet = new(FindingCodes.TooQuiet, "LUFS", "Record closer to the microphone, or with more gain.");
    private static readonly Rule Loud = new(FindingCodes.TooLoud, "LUFS", "Record with less gain, and leave out limiters and compressors.");
    private static readonly Rule Clipped = new(
        FindingCodes.Clipping, "share", "Record again with less gain, so that the loudest words stay below full scale.");
    private static readonly Rule Peak = new(
        FindingCodes.TruePeak, "dB", "Lower the gain a little before the file is converted again: it would clip then.");
    private static readonly Rule Uneven = new(
        FindingCodes.UnevenLevel, "dB", "Keep the same distance to the microphone, and switch automatic gain off.");
    private static readonly Rule Offset = new(
        FindingCodes.DcOffset, "amplitude", "Filter out what lies below 20 Hz, and have the sound card looked at.");
    private static readonly Rule Coarse = new(
        FindingCodes.LowResolution, "bits", "Record with 16 bits or more, and with enough gain to use them.");

    public static IEnumerable<Finding> Of(Evidence evidence, AnalysisBounds bounds)
    {
        var (sound, bits, swingDb) = (evidence.Conditions, evidence.ResolutionBits, evidence.SwingDb);
        return
        [
            .. Quiet.Below(
                sound.LoudnessLufs, bounds.QuietWarnLufs, bounds.QuietFixLufs, $"The recording is {sound.LoudnessLufs:0.0} LUFS loud.",
                evidence.Whole),
            .. Loud.Above(
                sound.LoudnessLufs, bounds.LoudWarnLufs, double.PositiveInfinity, $"The recording is {sound.LoudnessLufs:0.0} LUFS loud.",
                evidence.Whole),
            .. Clipped.Above(
                sound.ClippedShare, bounds.ClippingWarnShare, bounds.ClippingFixShare,
                $"{100 * sound.ClippedShare:0.0##} % of the samples lie in peaks that are cut off.", evidence.Whole),
            .. sound.TruePeakDb > bounds.PeakNoteDb
            ? [Peak.At(
                Severity.Note, sound.TruePeakDb, bounds.PeakNoteDb, $"Between the samples the sound rises to {sound.TruePeakDb:0.0} dB.",
                evidence.Whole)]
            : Array.Empty<Finding>(),
            .. Uneven.Above(
                swingDb, bounds.UnevenWarnDb, double.PositiveInfinity, $"Stressed syllables are up to {swingDb:0.0} dB louder than others.",
                evidence.Whole),
            .. Offset.Above(
                Math.Abs(sound.DcOffset), bounds.OffsetWarnAmplitude, double.PositiveInfinity,
                $"The middle of the sound lies at {sound.DcOffset:0.000} of full scale.", evidence.Whole),
            .. Coarse.Below(bits, bounds.ResolutionWarnBits, bounds.ResolutionFixBits, $"The sound uses {bits:0.0} bits.", evidence.Whole),
        ];
    }
}
