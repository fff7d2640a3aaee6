using Timbre.Audio.Filters;

namespace Timbre.Audio.Measures.Conditions;

/// <summary>Signal-to-noise ratio 10·log₁₀((S - N) / N) of the speech against the noise between the words, in dB.</summary>
/// <remarks>
/// S is the mean power of the 20 ms frames with speech, above 50 Hz. N is that of the quieter half of the frames at least 0.1 s away from
/// it, where these last 1 s together; where they last less, N is what <see cref="BandPowers.SteadyNoise"/> finds between the words and
/// under them, if that is less, and no more than twice the quietest frame.
/// </remarks>
/// <param name="NoiseFloorDb">N in dB re full scale, -96 (a step of 16 bits) to 0.</param>
/// <param name="SpeechDb">S in dB re full scale, -96 to 0; -96 where nobody speaks.</param>
/// <param name="RatioDb">The ratio in dB, -20 to 96; -20 where nobody speaks.</param>
public readonly record struct SignalToNoise(double NoiseFloorDb, double SpeechDb, double RatioDb)
{
    private const double MinDb = -96;
    private const double MinRatioDb = -20;
    private const double CutoffHz = 50;
    private const double FrameSeconds = 0.02;
    private const double GuardSeconds = 0.1;
    private const double MinPauseSeconds = 0.2;
    private const double AmplePauseSeconds = 1;
    private const double MinPowerFactor = 2;

    /// <summary>Of a recording, and where speech was found in it.</summary>
    public static SignalToNoise Of(AudioClip clip, SpeechReport report) => Of(clip, report, BandPowers.Of(clip));

    /// <summary>The same with powers that are at hand.</summary>
    public static SignalToNoise Of(AudioClip clip, SpeechReport report, BandPowers bands)
    {
        ArgumentNullException.ThrowIfNull(clip);
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(bands);
        var powers = FramePowers(clip);
        var (isSpeech, isNear) = (Touched(powers.Length, report, 0), Touched(powers.Length, report, GuardSeconds));
        var (signal, spoken) = (0.0, 0);
        var pauses = new List<double>();
        for (var frame = 0; frame < powers.Length; frame++)
        {
            if (isSpeech[frame])
                (signal, spoken) = (signal + powers[frame], spoken + 1);
            if (!isNear[frame])
                pauses.Add(powers[frame]);
        }

        signal /= Math.Max(1, spoken);
        var noise = Math.Max(Noise(powers, pauses, bands), Math.Pow(10, MinDb / 10));
        var ratioDb = Math.Clamp(10 * Math.Log10(Math.Max(signal - noise, 0) / noise), MinRatioDb, -MinDb);
        return new SignalToNoise(Db(noise), Db(signal), ratioDb);
    }

    private static double Noise(double[] powers, List<double> pauses, BandPowers bands)
    {
        pauses.Sort();
        var seconds = pauses.Count * FrameSeconds;
        var inPauses = seconds < MinPauseSeconds ? double.PositiveInfinity : pauses.Take(Math.Max(1, pauses.Count / 2)).Average();
        return seconds >= AmplePauseSeconds
            ? inPauses
            : Math.Min(inPauses, Math.Min(bands.SteadyNoise(), MinPowerFactor * powers.DefaultIfEmpty().Min()));
    }

    /// <summary>The frames that a segment, or the time around it, reaches into.</summary>
    private static bool[] Touched(int frames, SpeechReport report, double guardSeconds)
    {
        var touched = new bool[frames];
        foreach (var segment in report.Segments)
        {
            var from = Math.Clamp((int)Math.Floor((segment.StartSeconds - guardSeconds) / FrameSeconds), 0, frames);
            var to = Math.Clamp((int)Math.Ceiling((segment.EndSeconds + guardSeconds) / FrameSeconds), from, frames);
            touched.AsSpan(from, to - from).Fill(true);
        }

        return touched;
    }

    /// <summary>Mean power of each whole frame above 50 Hz; the filter begins at rest on the clip's first value.</summary>
    private static double[] FramePowers(AudioClip clip)
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

    private static double Db(double power) => Math.Clamp(10 * Math.Log10(power), MinDb, 0);
}
