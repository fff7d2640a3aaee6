using Timbre.Audio.Filters;

namespace Timbre.Audio.Measures.Conditions;

/// <summary>The mains in a recording: steady tones at 50 or 60 Hz and their multiples up to 600 Hz.</summary>
/// <remarks>
/// What counts is the lowest tenth over frames of 1 s, bin by bin: hum is always there, voices come and go. A multiple counts where
/// it stands 10 dB above the bins around it, and a family where the mains themselves do, or two of its first six multiples.
/// </remarks>
/// <param name="MainsHz">50 or 60; 0 where there is no hum.</param>
/// <param name="LevelDb">All multiples together in dB re full scale (a full sine is -3), -120 to 0; -120 where there is none.</param>
public readonly record struct Hum(int MainsHz, double LevelDb)
{
    /// <summary>Enough for the multiples; what divides a recording's rate is taken, and costs little to get to.</summary>
    private const int MinRateHz = 2000;

    private const int OtherRateHz = 2048;
    private const int FrameSamples = 2048; // about 1 s, so that a bin is about 1 Hz
    private const double MinDb = -120;
    private const double SteadyQuantile = 0.1;
    private const double MinProminence = 10;
    private const int Multiples = 10;
    private const int FirstMultiples = 6;
    private const int MinProminent = 2;
    private const double MaxHz = 600;
    private const int LobeBins = 2;
    private const int AroundBins = 8;

    /// <summary>None, too, for recordings shorter than 1 s.</summary>
    public static Hum Of(AudioClip clip)
    {
        ArgumentNullException.ThrowIfNull(clip);
        var divisor = Enumerable.Range(0, Math.Max(1, clip.RateHz / MinRateHz)).Select(i => Math.Max(1, clip.RateHz / MinRateHz) - i)
            .First(d => clip.RateHz % d == 0);
        var rateHz = clip.RateHz / divisor <= 2 * MinRateHz ? clip.RateHz / divisor : OtherRateHz;
        var spectrum = SpectrumQuantiles.Quantile(Resampler.Convert(clip, rateHz).Samples, FrameSamples, SteadyQuantile);
        if (spectrum.Length == 0)
            return new Hum(0, MinDb);
        var (fifty, sixty) = (Family(spectrum, 50, rateHz), Family(spectrum, 60, rateHz));
        var power = Math.Max(fifty, sixty);
        return power <= Math.Pow(10, MinDb / 10)
            ? new Hum(0, MinDb)
            : new Hum(fifty >= sixty ? 50 : 60, Math.Min(0, 10 * Math.Log10(power)));
    }

    private static double Family(double[] spectrum, int mainsHz, int rateHz)
    {
        var (power, prominent) = (0.0, 0);
        for (var multiple = 1; multiple <= Multiples && multiple * mainsHz <= MaxHz; multiple++)
        {
            var (tone, floor) = Tone(spectrum, (int)Math.Round((double)multiple * mainsHz * FrameSamples / rateHz));
            if (tone < MinProminence * floor)
                continue;
            power += tone;
            prominent += multiple == 1 ? MinProminent : multiple <= FirstMultiples ? 1 : 0;
        }

        return prominent >= MinProminent ? power : 0;
    }

    /// <summary>Power of the lobe around the strongest of three bins, and what a lobe of the bins around it would have.</summary>
    private static (double Tone, double Floor) Tone(double[] spectrum, int bin)
    {
        var peak = Enumerable.Range(bin - 1, 3).MaxBy(k => spectrum[k]);
        var tone = 0.0;
        for (var k = peak - LobeBins; k <= peak + LobeBins; k++)
            tone += spectrum[k];
        var around = Enumerable.Range(LobeBins + 2, AroundBins)
            .SelectMany(distance => new[] { spectrum[peak - distance], spectrum[peak + distance] }).Order().ToArray();
        return (tone, ((2 * LobeBins) + 1) * around[around.Length / 2]);
    }
}
