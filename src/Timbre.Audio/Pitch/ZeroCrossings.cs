namespace Timbre.Audio.Pitch;

/// <summary>
/// The rate at which a band-passed signal repeats, as a curve over time, from the intervals between its events of one kind.
/// </summary>
/// <remarks>
/// Four kinds: crossings downwards and upwards, and peaks and dips, which are the same of the derivative. Where the four
/// curves agree there is one partial in the band, and their mean is its frequency.
/// </remarks>
internal sealed class ZeroCrossings
{
    private readonly double[][] _at; // per kind: the middle of each interval, in samples
    private readonly double[][] _cycles; // per kind: 1 / interval, in cycles per sample
    private readonly int[] _count = new int[4];
    private readonly int[] _left = new int[4];

    public ZeroCrossings(int maxSignal)
    {
        _at = [.. Enumerable.Range(0, 4).Select(_ => new double[maxSignal])];
        _cycles = [.. Enumerable.Range(0, 4).Select(_ => new double[maxSignal])];
    }

    /// <summary>Finds the events of <paramref name="signal"/>; false where there are too few of a kind to make a curve.</summary>
    public bool Find(ReadOnlySpan<double> signal)
    {
        Scan(signal, 0, derivative: 0);
        Scan(signal, 2, derivative: 1);
        Array.Clear(_left);
        return Math.Min(Math.Min(_count[0], _count[1]), Math.Min(_count[2], _count[3])) > 2;
    }

    /// <summary>Mean of the four curves in cycles per sample, at a position in samples that never falls from call to call.</summary>
    public double Next(double position)
    {
        var sum = 0.0;
        for (var kind = 0; kind < 4; kind++)
        {
            var (at, cycles, left) = (_at[kind], _cycles[kind], _left[kind]);
            while (left < _count[kind] - 2 && at[left + 1] <= position)
                left++;
            _left[kind] = left;
            sum += cycles[left] + (cycles[left + 1] - cycles[left]) * (position - at[left]) / (at[left + 1] - at[left]);
        }

        return sum / 4;
    }

    private void Scan(ReadOnlySpan<double> signal, int kind, int derivative)
    {
        int downs = 0, ups = 0;
        double lastDown = 0, lastUp = 0;
        var end = signal.Length - derivative;
        var before = end > 0 ? signal[derivative] - derivative * signal[0] : 0;
        for (var i = 1; i < end; i++)
        {
            var now = derivative == 0 ? signal[i] : signal[i + 1] - signal[i];
            if (before > 0 && now <= 0)
                Note(kind, ref downs, ref lastDown, i - now / (now - before));
            else if (before < 0 && now >= 0)
                Note(kind + 1, ref ups, ref lastUp, i - now / (now - before));
            before = now;
        }

        (_count[kind], _count[kind + 1]) = (Math.Max(0, downs - 1), Math.Max(0, ups - 1));
    }

    private void Note(int kind, ref int events, ref double last, double at)
    {
        if (events > 0)
        {
            _at[kind][events - 1] = (last + at) / 2;
            _cycles[kind][events - 1] = 1 / (at - last);
        }

        last = at;
        events++;
    }
}
