using Timbre.Audio.Filters;

namespace Timbre.Audio.Measures.Conditions;

/// <summary>10·log₁₀((S - N) / N): how far the speech stands above what is heard in its pauses.</summary>
/// <remarks>
/// S is the mean power of the 20 ms frames with speech, N that of the quieter half of the frames at least 0.1 s away from it; where
/// those last less than 0.2 s together, N is the mean of the quietest twentieth of all. Sound below 50 Hz does not count.
/// </remarks>
/// <param name="NoiseFloorDb">N in dB re full scale, -96 (a step of 16 bits) to 0.</param>
/// <param name="SpeechDb">S in dB re full scale, -96 to 0; -96 where nobody speaks.</param>
/// <param name="RatioDb">The ratio in dB, -20 to 96; -20 where nobody speaks.</param>
public readonly record struct SignalToNoise(double NoiseFloorDb, double SpeechDb, double RatioDb)
{
    private const double LowestDb = -96;
    private const double LeastRatioDb = -20;
    private const double CutoffHz = 50;
    private const double FrameSeconds = 0.02;
    private const double GuardSeconds = 0.1;
    private const double LeastPauseSeconds = 0.2;
    private const int QuietestShare = 20;

    /// <summary>Of a recording, and where speech was found in it.</summary>
    public static SignalToNoise Of(Clip clip, SpeechReport report)
    {
        ArgumentNullException.ThrowIfNull(clip);
        ArgumentNullException.ThrowIfNull(report);
        var powers = FramePowers(clip);
        var spoken = new List<double>();
        var pauses = new List<double>();
        for (var frame = 0; frame < powers.Length; frame++)
        {
            var (start, end) = (frame * FrameSeconds, (frame + 1) * FrameSeconds);
            if (report.Segments.Any(segment => segment.StartSeconds < end && start < segment.EndSeconds))
                spoken.Add(powers[frame]);
            if (!report.Segments.Any(segment => segment.StartSeconds - GuardSeconds < end && start < segment.EndSeconds + GuardSeconds))
                pauses.Add(powers[frame]);
        }

        var noise = pauses.Count * FrameSeconds >= LeastPauseSeconds ? MeanOfLowest(pauses, 2) : MeanOfLowest([.. powers], QuietestShare);
        var signal = spoken.Count > 0 ? spoken.Average() : 0;
        noise = Math.Max(noise, Math.Pow(10, LowestDb / 10));
        var ratioDb = Math.Clamp(10 * Math.Log10(Math.Max(signal - noise, 0) / noise), LeastRatioDb, -LowestDb);
        return new SignalToNoise(Db(noise), Db(signal), ratioDb);
    }

    /// <summary>Mean power of each whole frame above 50 Hz; the filter begins at rest on the clip's first value.</summary>
    private static double[] FramePowers(Clip clip)
    {
        var length = Math.Max(1, (int)(FrameSeconds * clip.RateHz));
        var powers = new double[clip.Samples.Length / length];
        var highPass = new HighPass(CutoffHz, clip.RateHz);
        var block = new float[length];
        for (var frame = 0; frame < powers.Length; frame++)
        {
            for (var i = 0; i < length; i++)
                block[i] = clip.Samples[(frame * length) + i] - clip.Samples[0];
            highPass.Process(block);
            foreach (var sample in block)
                powers[frame] += (double)sample * sample / length;
        }

        return powers;
    }

    private static double MeanOfLowest(List<double> powers, int share)
    {
        powers.Sort();
        return powers.Take(Math.Max(1, powers.Count / share)).DefaultIfEmpty().Average();
    }

    private static double Db(double power) => Math.Clamp(10 * Math.Log10(power), LowestDb, 0);
}
