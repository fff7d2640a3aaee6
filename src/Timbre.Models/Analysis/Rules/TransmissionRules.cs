namespace Timbre.Models.Analysis.Rules;

/// <summary>What lies between the mouth and the file: the room, and whatever takes frequencies away.</summary>
internal static class TransmissionRules
{
    private static readonly Rule Reverberant = new(FindingCodes.Reverberant, "s", "Record closer to the microphone, in a room with curtains, carpets or books.");
    private static readonly Rule Narrow = new(FindingCodes.NarrowBand, "Hz", "Use the original instead of a telephone's or a strongly compressed copy.");

    public static IEnumerable<Finding> Of(Evidence evidence, AnalysisBounds bounds)
    {
        var sound = evidence.Conditions;
        return
        [
            .. sound.ReverberationSeconds is { } seconds ? Reverberant.Above(seconds, bounds.ReverberantWarnSeconds, bounds.ReverberantFixSeconds, $"The room rings for {seconds:0.00} s.", evidence.Whole) : [],
            .. Narrow.Below(sound.BandwidthHz, bounds.NarrowWarnHz, bounds.NarrowFixHz, $"There is nothing above {sound.BandwidthHz:0} Hz.", evidence.Whole),
        ];
    }
}
