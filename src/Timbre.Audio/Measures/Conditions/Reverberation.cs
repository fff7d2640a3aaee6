namespace Timbre.Audio.Measures.Conditions;

/// <summary>T = 60 dB / slope: the time in which a room's sound dies away by 60 dB, estimated from how fast the speech in it stops.</summary>
/// <remarks>
/// Levels of 40 ms frames each 5 ms; stretches in which they fall, by 8 dB and more over 60 ms and more, each give a slope by least
/// squares. Speech may stop more slowly than the room allows, never faster: the room is among the fastest stops, and the lowest fifth
/// is taken. An estimate, without the room's impulse response, to tell dry from wet and not room from room: of ten speakers in rooms
/// of 0.5 to 1.2 s, 15 to 60 s each, three quarters came within 40 %, the worst at -60 %. Dry speech has 0.2 to 0.5 s of its own.
/// </remarks>
public static class Reverberation
{
    /// <summary>Less cannot be told from dry speech, in seconds.</summary>
    public const double LeastSeconds = 0.1;

    /// <summary>More is told as this, in seconds.</summary>
    public const double MostSeconds = 5;

    private const double HopSeconds = 0.005;
    private const int FrameHops = 8;
    private const int LeastHops = 12;
    private const double LeastDropDb = 8;
    private const double RippleDb = 1;
    private const double FastShare = 0.2;
    private const int FewestStops = 3;

    /// <summary>The estimate in seconds, 0.1 to 5; not a number where fewer than three stops can be measured.</summary>
    public static double Seconds(Clip clip)
    {
        ArgumentNullException.ThrowIfNull(clip);
        var levels = LevelsDb(clip);
        var stops = new List<double>();
        for (var start = 0; start < levels.Length - 1;)
        {
            var end = start;
            while (end + 1 < levels.Length && levels[end + 1] < levels[end] + RippleDb && levels[end + 1] < levels[start])
                end++;
            if (end - start >= LeastHops && levels[start] - levels[end] >= LeastDropDb)
                stops.Add(-60 / SlopeDb(levels.AsSpan(start, end - start + 1)));
            start = end + 1;
        }

        if (stops.Count < FewestStops)
            return double.NaN;
        stops.Sort();
        return Math.Clamp(stops[(int)(FastShare * stops.Count)], LeastSeconds, MostSeconds);
    }

    private static double[] LevelsDb(Clip clip)
    {
        var hop = Math.Max(1, (int)(HopSeconds * clip.RateHz));
        var powers = new double[clip.Samples.Length / hop];
        for (var i = 0; i < powers.Length; i++)
        {
            foreach (var sample in clip.Samples.AsSpan(i * hop, hop))
                powers[i] += (double)sample * sample / hop;
        }

        var levels = new double[Math.Max(0, powers.Length - FrameHops + 1)];
        for (var i = 0; i < levels.Length; i++)
            levels[i] = 10 * Math.Log10((powers.AsSpan(i, FrameHops).ToArray().Sum() / FrameHops) + 1e-12);
        return levels;
    }

    /// <summary>dB a second, by least squares.</summary>
    private static double SlopeDb(ReadOnlySpan<double> levels)
    {
        var middle = (levels.Length - 1) / 2.0;
        var (product, squares) = (0.0, 0.0);
        for (var i = 0; i < levels.Length; i++)
        {
            product += (i - middle) * levels[i];
            squares += (i - middle) * (i - middle);
        }

        return product / squares / HopSeconds;
    }
}
