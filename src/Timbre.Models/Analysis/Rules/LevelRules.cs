namespace Timbre.Models.Analysis.Rules;

/// <summary>How loud it is, and what too much of it does.</summary>
internal static class LevelRules
{
    private static readonly Rule Quiet = new(FindingCodes.TooQuiet, "LUFS", "Record closer to the microphone, or with more gain.");
    private static readonly Rule Loud = new(FindingCodes.TooLoud, "LUFS", "Record with less gain, and leave out limiters and compressors.");
    private static readonly Rule Clipped = new(FindingCodes.Clipping, "share", "Record again with less gain, so that the loudest words stay below full scale.");
    private static readonly Rule Offset = new(FindingCodes.DcOffset, "amplitude", "Filter out what lies below 20 Hz, and have the sound card looked at.");

    public static IEnumerable<Finding> Of(Evidence evidence, AnalysisBounds bounds)
    {
        var sound = evidence.Conditions;
        return
        [
            .. Quiet.Below(sound.LoudnessLufs, bounds.QuietWarnLufs, bounds.QuietFixLufs, $"The recording is {sound.LoudnessLufs:0.0} LUFS loud.", evidence.Whole),
            .. Loud.Above(sound.LoudnessLufs, bounds.LoudWarnLufs, double.PositiveInfinity, $"The recording is {sound.LoudnessLufs:0.0} LUFS loud.", evidence.Whole),
            .. Clipped.Above(sound.ClippedShare, bounds.ClippingWarnShare, bounds.ClippingFixShare, $"{100 * sound.ClippedShare:0.0##} % of the samples lie in peaks that are cut off.", evidence.Whole),
            .. Offset.Above(Math.Abs(sound.DcOffset), bounds.OffsetWarnAmplitude, double.PositiveInfinity, $"The middle of the sound lies at {sound.DcOffset:0.000} of full scale.", evidence.Whole),
        ];
    }
}
