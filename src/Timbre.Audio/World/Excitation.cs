namespace Timbre.Audio.World;

/// <summary>
/// Excitation signals, hop after hop: pulses at whole periods of F0, white noise, and noise modulated at F0.
/// </summary>
/// <remarks>
/// φ[n] = Σ f0 / rate, F0 on a line between two frames; where there is no voice, that of the last voice goes on. Where the phase completes
/// a turn, d of a sample before sample n, stands a pulse of height √(rate / f0): a sinc of 16 samples around n - d under a Hann window.
/// Where there is a voice, √(f0 / rate) is taken off, so that pulses have no mean. A sample has a voice if the frame nearest to it has.
/// Samples are addressed from <see cref="Drop"/>'s last place on; before the first lies a hop of silence. One thread at a time, no
/// allocation.
/// </remarks>
public sealed class Excitation
{
    /// <summary>
    /// Samples that a pulse reaches before and behind its place: so many of the last ones are not final before <see cref="End"/>.
    /// </summary>
    public const int Reach = 8;

    private const double UnheardHz = 120; // before the first voice
    private const double MinAdvance = 1e-9;

    private readonly int _rateHz;
    private readonly int _hop;
    private readonly double[] _pulses;
    private readonly double[] _noise;
    private readonly double[] _cosine;
    private readonly double[] _sine;
    private GaussianNoise _source;
    private double _turns;
    private double _f0Hz;
    private bool _isVoiced;
    private bool _hasFrame;
    private int _end;
    private int _begin; // where sample 0 lies, or the beginning of the buffer once it was dropped

    /// <summary>
    /// For sound of <paramref name="rateHz"/> and frames each <paramref name="hop"/> samples; holds up to <paramref name="hops"/> hops.
    /// </summary>
    public Excitation(int rateHz, int hop, int hops)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rateHz);
        ArgumentOutOfRangeException.ThrowIfLessThan(hop, Reach);
        ArgumentOutOfRangeException.ThrowIfLessThan(hops, 3);
        (_rateHz, _hop) = (rateHz, hop);
        var room = (hops * hop) + Reach;
        (_pulses, _noise, _cosine, _sine) = (new double[room], new double[room], new double[room], new double[room]);
        Reset(1);
    }

    /// <summary>Pulses.</summary>
    public ReadOnlySpan<double> Pulses => _pulses;

    /// <summary>White noise of deviation 1.</summary>
    public ReadOnlySpan<double> Noise => _noise;

    /// <summary>In voiced samples, noise · √2 cos 2πφ.</summary>
    public ReadOnlySpan<double> Cosine => _cosine;

    /// <summary>In voiced samples, noise · √2 sin 2πφ.</summary>
    public ReadOnlySpan<double> Sine => _sine;

    /// <summary>Begins anew, with other noise for another seed.</summary>
    public void Reset(ulong seed)
    {
        foreach (var samples in (ReadOnlySpan<double[]>)[_pulses, _noise, _cosine, _sine])
            samples.AsSpan().Clear();
        _source = new GaussianNoise(seed);
        (_turns, _f0Hz, _isVoiced, _hasFrame) = (0, UnheardHz, false, false);
        _begin = _end = _hop;
    }

    /// <summary>Takes over what <paramref name="other"/>, of the same hop, has reached; it may have room for more hops or fewer.</summary>
    /// <exception cref="InvalidOperationException">There is no room for what the other one holds.</exception>
    public void CopyFrom(Excitation other)
    {
        ArgumentNullException.ThrowIfNull(other);
        var held = other._end + Reach;
        if (other._hop != _hop || held > _pulses.Length)
            throw new InvalidOperationException("There is no room for what the other excitation holds.");
        ReadOnlySpan<(double[] From, double[] To)> all =
            [(other._pulses, _pulses), (other._noise, _noise), (other._cosine, _cosine), (other._sine, _sine)];
        foreach (var (from, to) in all)
        {
            from.AsSpan(0, held).CopyTo(to);
            to.AsSpan(held).Clear();
        }

        (_source, _turns, _f0Hz, _isVoiced, _hasFrame) = (other._source, other._turns, other._f0Hz, other._isVoiced, other._hasFrame);
        (_end, _begin) = (other._end, other._begin);
    }

    /// <summary>The next frame's F0, 0 where it has no voice: makes the hop between the frame before and this one.</summary>
    /// <exception cref="InvalidOperationException">There is no room; <see cref="Drop"/> makes some.</exception>
    public void Add(double f0Hz)
    {
        var (isVoiced, previousF0Hz) = (f0Hz > 0, f0Hz > 0 ? f0Hz : _f0Hz);
        if (_hasFrame)
            Fill(previousF0Hz, isVoiced);
        (_f0Hz, _isVoiced, _hasFrame) = (previousF0Hz, isVoiced, true);
    }

    /// <summary>After the last frame: a hop of silence follows.</summary>
    public void End()
    {
        Room();
        _pulses.AsSpan(_end, _hop + Reach).Clear();
        foreach (var samples in (ReadOnlySpan<double[]>)[_noise, _cosine, _sine])
            samples.AsSpan(_end, _hop).Clear();
        _end += _hop;
    }

    /// <summary>Forgets the first <paramref name="hops"/> hops.</summary>
    public void Drop(int hops)
    {
        var gone = hops * _hop;
        foreach (var samples in (ReadOnlySpan<double[]>)[_pulses, _noise, _cosine, _sine])
        {
            samples.AsSpan(gone, _end + Reach - gone).CopyTo(samples);
            samples.AsSpan(_end + Reach - gone).Clear();
        }

        (_end, _begin) = (_end - gone, Math.Max(0, _begin - gone));
    }

    private void Fill(double nextHz, bool isNextVoiced)
    {
        Room();
        _source.Fill(_noise.AsSpan(_end, _hop));
        for (var i = 0; i < _hop; i++)
        {
            var at = _end + i;
            var f0Hz = _f0Hz + ((nextHz - _f0Hz) * i / _hop);
            var before = _turns;
            _turns += f0Hz / _rateHz;
            var isVoiced = i < _hop / 2 ? _isVoiced : isNextVoiced;
            if (!isVoiced)
                continue;
            if (Math.Floor(_turns) > Math.Floor(before))
                Pulse(at, (_turns - Math.Floor(_turns)) / Math.Max(_turns - before, MinAdvance), Math.Sqrt(_rateHz / f0Hz));
            _pulses[at] -= Math.Sqrt(f0Hz / _rateHz);
            var (sine, cosine) = Math.SinCos(2 * Math.PI * (_turns - Math.Floor(_turns)));
            var swelling = Math.Sqrt(2) * _noise[at];
            (_cosine[at], _sine[at]) = (swelling * cosine, swelling * sine);
        }

        _end += _hop;
    }

    private void Pulse(int at, double behind, double height)
    {
        for (var tap = -Reach; tap < Reach; tap++)
        {
            if (at + tap < _begin)
                continue;
            var time = tap + behind;
            var sinc = Math.Abs(time) < 1e-9 ? 1 : Math.Sin(Math.PI * time) / (Math.PI * time);
            _pulses[at + tap] += height * sinc * (0.5 + (0.5 * Math.Cos(Math.PI * Math.Clamp(time / Reach, -1, 1))));
        }
    }

    private void Room()
    {
        if (_end + _hop + Reach > _pulses.Length)
            throw new InvalidOperationException("There is no room for a further hop of excitation: drop those that were used.");
    }
}
