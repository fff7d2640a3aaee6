namespace Timbre.Models.Analysis.Rules;

/// <summary>What is heard beside the voice.</summary>
internal static class BackgroundRules
{
    private static readonly Rule Noisy = new(FindingCodes.Noisy, "dB", "Record in a quieter room or closer to the microphone.");
    private static readonly Rule Hum = new(FindingCodes.Hum, "dB", "Use a balanced or shorter cable, keep away from power supplies, or filter the hum out.");

    public static IEnumerable<Finding> Of(Evidence evidence, AnalysisBounds bounds)
    {
        var sound = evidence.Conditions;
        var humDb = sound.HumDb - evidence.SpeechDb;
        return
        [
            .. Noisy.Below(sound.SignalToNoiseDb, bounds.NoisyWarnDb, bounds.NoisyFixDb, $"The speech stands {sound.SignalToNoiseDb:0.0} dB above the noise.", evidence.Whole),
            .. Hum.Above(humDb, bounds.HumWarnDb, bounds.HumFixDb, $"Mains hum lies {-humDb:0.0} dB below the speech.", evidence.Whole),
        ];
    }
}
