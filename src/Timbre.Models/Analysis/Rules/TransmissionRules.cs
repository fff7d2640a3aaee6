namespace Timbre.Models.Analysis.Rules;

/// <summary>Rules on the transmission from mouth to file: the room, and losses or additions of frequencies.</summary>
internal static class TransmissionRules
{
    private static readonly Rule Reverberant = new(
        FindingCodes.Reverberant, "s", "Record closer to the microphone, in a room with curtains, carpets or books.");
    private static readonly Rule Narrow = new(
        FindingCodes.NarrowBand, "Hz", "Use the original instead of a telephone's or a strongly compressed copy.");
    private static readonly Rule Muffled = new(FindingCodes.Muffled, "dB", "Take away what covers the microphone, and speak towards it.");
    private static readonly Rule Thin = new(
        FindingCodes.Thin, "dB", "Switch off the low cut, and use a microphone that takes low frequencies.");
    private static readonly Rule Images = new(
        FindingCodes.ResamplingImages, "dB", "Convert the original anew, with a program that filters (sox, ffmpeg).");

    public static IEnumerable<Finding> Of(Evidence evidence, AnalysisBounds bounds)
    {
        var (sound, balance, images) = (evidence.Conditions, evidence.Balance, evidence.Images);
        return
        [
            .. sound.ReverberationSeconds is { } seconds
            ? Reverberant.Above(
                seconds, bounds.ReverberantWarnSeconds, bounds.ReverberantFixSeconds, $"The room rings for {seconds:0.00} s.",
                evidence.Whole)
            : [],
            .. Narrow.Below(
                sound.BandwidthHz, bounds.NarrowWarnHz, bounds.NarrowFixHz, $"There is nothing above {sound.BandwidthHz:0} Hz.",
                evidence.Whole),
            .. Muffled.Below(
                balance.HighDb, bounds.MuffledWarnDb, bounds.MuffledFixDb, $"2 to 4 kHz lie at {balance.HighDb:0.0} dB re 300 to 1000 Hz.",
                evidence.Whole),
            .. Thin.Below(
                balance.LowDb, bounds.ThinWarnDb, bounds.ThinFixDb, $"100 to 300 Hz lie at {balance.LowDb:0.0} dB re 300 to 1000 Hz.",
                evidence.Whole),
            .. Images.Above(
                images.AudibleDb, bounds.ImagesWarnDb, bounds.ImagesFixDb,
                $"Above {images.MirrorHz:0} Hz the sound below it is mirrored, at {images.AudibleDb:0.0} dB.", evidence.Whole),
        ];
    }
}
