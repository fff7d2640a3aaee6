namespace Timbre.Models.Analysis.Rules;

/// <summary>Rules on disturbances besides the voice.</summary>
internal static class DisturbanceRules
{
    /// <summary>Tones so near to a multiple of the mains are hum's, in Hz.</summary>
    private const double MainsWidthHz = 8;

    /// <summary>A hole has sharp edges: clicks so near to one are its own, in seconds.</summary>
    private const double HoleReachSeconds = 0.004;

    private const int MaxNamed = 3;

    private static readonly Rule Noisy = new(FindingCodes.Noisy, "dB", "Record in a quieter room or closer to the microphone.");
    private static readonly Rule Hum = new(
        FindingCodes.Hum, "dB", "Use a balanced or shorter cable, keep away from power supplies, or filter the hum out.");
    private static readonly Rule Tone = new(
        FindingCodes.SteadyTone, "dB", "Switch off what whistles (screens, chargers, fans), or filter the tone out.");
    private static readonly Rule Clicks = new(FindingCodes.Clicks, "per second", "Check cables and contacts, and record again.");
    private static readonly Rule Dropouts = new(
        FindingCodes.Dropouts, "share", "Record to a file instead of over a network, or with larger buffers.");

    public static IEnumerable<Finding> Of(Evidence evidence, AnalysisBounds bounds) =>
    [
        .. NoisyOf(evidence, bounds),
        .. HumOf(evidence, bounds),
        .. ToneOf(evidence, bounds),
        .. ClicksOf(evidence, bounds),
        .. DropoutsOf(evidence, bounds),
    ];

    private static IEnumerable<Finding> NoisyOf(Evidence evidence, AnalysisBounds bounds)
    {
        var ratioDb = evidence.Conditions.SignalToNoiseDb;

        // A room's tail fills the pauses as noise does, and speech under a blanket is not all found: where either is heard, noise alone
        // does not condemn.
        var isRoom = evidence.Conditions.ReverberationSeconds > (bounds.ReverberantWarnSeconds + bounds.ReverberantFixSeconds) / 2;
        var isCovered = evidence.Balance.HighDb < bounds.MuffledWarnDb;
        return Noisy.Below(
            ratioDb, bounds.NoisyWarnDb, isRoom || isCovered ? double.NegativeInfinity : bounds.NoisyFixDb,
            $"The speech stands {ratioDb:0.0} dB above the noise.", evidence.Whole);
    }

    private static IEnumerable<Finding> HumOf(Evidence evidence, AnalysisBounds bounds)
    {
        var levelDb = evidence.Hum.LevelDb - evidence.SpeechDb;
        return Hum.Above(
            levelDb, bounds.HumWarnDb, bounds.HumFixDb, $"Mains hum of {evidence.Hum.MainsHz} Hz lies at {levelDb:0.0} dB re the speech.",
            evidence.Whole);
    }

    private static IEnumerable<Finding> ToneOf(Evidence evidence, AnalysisBounds bounds)
    {
        var (tone, mains) = (evidence.Tone, evidence.Hum.MainsHz);
        if (mains > 0 && Math.Abs(tone.Hz - (mains * Math.Round(tone.Hz / mains))) < MainsWidthHz)
            return [];
        var levelDb = tone.LevelDb - evidence.SpeechDb;
        return Tone.Above(
            levelDb, bounds.ToneWarnDb, bounds.ToneFixDb, $"A steady tone of {tone.Hz:0} Hz lies at {levelDb:0.0} dB re the speech.",
            evidence.Whole);
    }

    private static IEnumerable<Finding> ClicksOf(Evidence evidence, AnalysisBounds bounds)
    {
        var holes = evidence.Dropouts.Gaps;
        var times = evidence.Clicks.TimesSeconds.Where(time =>
            !holes.Any(hole => time > hole.StartSeconds - HoleReachSeconds && time < hole.EndSeconds + HoleReachSeconds))
            .ToArray();
        var rate = times.Length / Math.Max(1, evidence.Conditions.Seconds);
        return times.Length == 0
            ? []
            : Clicks.Above(
                rate, bounds.ClicksWarnPerSecond, bounds.ClicksFixPerSecond, $"It clicks {times.Length} times, at {Named(times)}.",
                new(times[0], times[^1]));
    }

    private static IEnumerable<Finding> DropoutsOf(Evidence evidence, AnalysisBounds bounds)
    {
        var holes = evidence.Dropouts.Gaps;
        var share = Math.Min(1, evidence.Dropouts.LostSeconds / Math.Max(0.1, evidence.Conditions.SpeechSeconds));

        // Few bits have nothing for what is weak, and fall into holes of their own.
        return holes.Count == 0 || evidence.ResolutionBits < bounds.ResolutionWarnBits
            ? []
            : Dropouts.Above(
                share, bounds.DropoutsWarnShare, bounds.DropoutsFixShare,
                $"{100 * share:0.0} % of the speech is lost in {holes.Count} holes, at {Named(
                    [.. holes.Select(hole => hole.StartSeconds)])}.",
                new(holes[0].StartSeconds, holes[^1].EndSeconds));
    }

    private static string Named(double[] times) =>
        string.Join(", ", times.Take(MaxNamed).Select(time => $"{time:0.00}")) + (times.Length > MaxNamed ? ", ... s" : " s");
}
