namespace Timbre.Audio.Measures.Conditions;

/// <summary>
/// T = 60 dB / slope: the time in which a room's sound dies away by 60 dB, estimated from how fast the speech in it stops.
/// </summary>
/// <remarks>
/// In four bands from 330 Hz to 7.4 kHz, stretches in which the level falls each give a slope by least squares; what is less than 6 dB
/// above the band's quietest moments is left out, for noise ends every fall. The deepest falls tell most: those of 12 dB and more, where
/// there are four, or else of 10 or 8 dB; the median of them is taken. An estimate, without the room's impulse response: for 21 clips of 8
/// speakers it gave 0.55 s (0.50 to 0.57) in a room of 0.5 s, 0.84 (0.76 to 0.97) in one of 0.8 s, 1.4 (1.1 to 1.5) in one of 1.4 s; dry
/// speech has 0.17 to 0.3 s of its own, and up to 0.8 s in noise nearly as loud as itself.
/// </remarks>
public static class Reverberation
{
    /// <summary>Reverberation times below this cannot be distinguished from dry speech, in seconds.</summary>
    public const double MinSeconds = 0.1;

    /// <summary>Upper bound of the result, in seconds.</summary>
    public const double MaxSeconds = 5;

    private const int SmoothFrames = 3;
    private const double MinFallSeconds = 0.05;
    private const double AboveQuietDb = 6;
    private const double QuietQuantile = 0.03;
    private const double MinLevelDb = -100;
    private const double RippleDb = 1;
    private const int MinStops = 4;

    private static readonly double[] DropsDb = [12, 10, 8];

    private static readonly (double FromHz, double ToHz)[] Bands = [(330, 830), (830, 1830), (1830, 3680), (3680, 7400)];

    /// <summary>The estimate in seconds, 0.1 to 5; not a number where fewer than four stops can be measured.</summary>
    public static double Seconds(AudioClip clip) => Seconds(BandPowers.Of(clip));

    /// <summary>The same from powers that are at hand.</summary>
    public static double Seconds(BandPowers powers)
    {
        ArgumentNullException.ThrowIfNull(powers);
        var stops = new List<(double Seconds, double DropDb)>();
        foreach (var (fromHz, toHz) in Bands)
            Collect(LevelsDb(powers.Between(fromHz, toHz)), powers.HopSeconds, stops);
        stops.Sort();
        foreach (var minDb in DropsDb)
        {
            var deep = stops.FindAll(stop => stop.DropDb >= minDb);
            if (deep.Count >= MinStops)
                return Math.Clamp(deep[deep.Count / 2].Seconds, MinSeconds, MaxSeconds);
        }

        return double.NaN;
    }

    private static void Collect(double[] levels, double hopSeconds, List<(double Seconds, double DropDb)> stops)
    {
        var levelsDb = Array.FindAll(levels, level => level > MinLevelDb); // digital silence is no room's
        Array.Sort(levelsDb);
        var minDb = levelsDb.Length == 0 ? 0 : levelsDb[(int)(QuietQuantile * levelsDb.Length)] + AboveQuietDb;
        for (var start = 0; start < levels.Length - 1;)
        {
            var end = start;
            while (end + 1 < levels.Length && levels[end + 1] > minDb && levels[end + 1] < levels[end] + RippleDb
                && levels[end + 1] < levels[start])
                end++;
            if ((end - start) * hopSeconds >= MinFallSeconds && levels[start] - levels[end] >= DropsDb[^1])
                stops.Add((-60 / (SlopeDb(levels.AsSpan(start, end - start + 1)) / hopSeconds), levels[start] - levels[end]));
            start = end + 1;
        }
    }

    /// <summary>Smoothed over three frames.</summary>
    private static double[] LevelsDb(double[] powers)
    {
        var levels = new double[Math.Max(0, powers.Length - SmoothFrames + 1)];
        for (var t = 0; t < levels.Length; t++)
            levels[t] = Db((powers[t] + powers[t + 1] + powers[t + 2]) / SmoothFrames);
        return levels;
    }

    private static double Db(double power) => 10 * Math.Log10(power + 1e-12);

    /// <summary>dB a frame, by least squares.</summary>
    private static double SlopeDb(ReadOnlySpan<double> levels)
    {
        var middle = (levels.Length - 1) / 2.0;
        var (product, squares) = (0.0, 0.0);
        for (var i = 0; i < levels.Length; i++)
        {
            product += (i - middle) * levels[i];
            squares += (i - middle) * (i - middle);
        }

        return product / squares;
    }
}
