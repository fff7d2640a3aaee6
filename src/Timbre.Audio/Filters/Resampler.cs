using System.Collections.Concurrent;
using System.Numerics;

namespace Timbre.Audio.Filters;

/// <summary>
/// y[n] = Σ_k x[⌊t⌋ + k] · h(k - frac t), t = n · M / L: band-limited interpolation by a Kaiser-windowed sinc, stream in, stream out.
/// </summary>
/// <remarks>
/// L / M is the reduced ratio of the rates. The pass band reaches 0.88 of the lower Nyquist frequency, the stop band begins at it, 90 dB
/// down. Output is aligned with input (no delay); J. O. Smith, "Digital Audio Resampling"; Kaiser's formula for the window.
/// </remarks>
public sealed class Resampler
{
    private const int Crossings = 48;
    private const double Beta = 8.96; // 0.1102 (A - 8.7) at A = 90 dB
    private const double Transition = 0.12; // (A - 8) / (2.285 · 2 · Crossings · π)
    private const int BlockSamples = 4096;

    /// <summary>Above this many phases neighbours are interpolated: the error of doing so is below -100 dB.</summary>
    private const int MaxPhases = 1024;

    /// <summary>
    /// Kernels of usual ratios are kept: making them costs more than a short clip. 32 of a quarter of a MiB each at the most.
    /// </summary>
    private static readonly ConcurrentDictionary<(long Up, long Down), float[]> KernelCache = new();

    private const int MaxCached = 32;
    private const int MaxCachedTaps = 1 << 16;

    private readonly long _up;
    private readonly long _down;
    private readonly int _half;
    private readonly int _phases;
    private readonly float[] _kernels;
    private readonly float[] _held;
    private int _heldCount;
    private long _heldStart;
    private long _consumed;
    private long _produced;

    /// <summary>A resampler from one rate to another, both in Hz.</summary>
    public Resampler(int fromHz, int toHz)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(fromHz);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(toHz);
        var divisor = (int)BigInteger.GreatestCommonDivisor(fromHz, toHz);
        (_up, _down) = (toHz / divisor, fromHz / divisor);

        var ratio = Math.Min(1, (double)_up / _down);
        _half = (int)Math.Ceiling(Crossings / ratio);
        _phases = (int)Math.Min(_up, MaxPhases);
        _kernels = KernelsOf(ratio * (1 - (Transition / 2)));
        _held = new float[(2 * _half) + BlockSamples];
        Reset();
    }

    /// <summary>Upper bound of what <see cref="Process"/> or <see cref="Flush"/> write for so many samples of input.</summary>
    public int OutputBound(int inputSamples) => checked((int)(((inputSamples + (2L * _half)) * _up / _down) + 2));

    /// <summary>The whole of a clip at another rate: ⌈length · to / from⌉ samples; the clip itself when it has that rate already.</summary>
    public static AudioClip Convert(AudioClip clip, int rateHz)
    {
        ArgumentNullException.ThrowIfNull(clip);
        if (clip.RateHz == rateHz)
            return clip;

        var resampler = new Resampler(clip.RateHz, rateHz);
        var total = (int)(((clip.Samples.Length * resampler._up) + resampler._down - 1) / resampler._down);
        var output = new float[total];
        var written = resampler.Process(clip.Samples, output);
        resampler.Flush(output.AsSpan(written));
        return new AudioClip(output, rateHz);
    }

    /// <summary>Takes all of <paramref name="input"/> and writes what it completes.</summary>
    /// <returns>Samples written; never more than <see cref="OutputBound"/>.</returns>
    public int Process(ReadOnlySpan<float> input, Span<float> output)
    {
        var written = 0;
        while (!input.IsEmpty)
        {
            var take = Math.Min(input.Length, _held.Length - _heldCount);
            input[..take].CopyTo(_held.AsSpan(_heldCount));
            _heldCount += take;
            _consumed += take;
            input = input[take..];
            written += Produce(output[written..], long.MaxValue);
        }

        return written;
    }

    /// <summary>Writes the samples that were waiting for more input, as if silence followed.</summary>
    /// <returns>Samples written.</returns>
    public int Flush(Span<float> output)
    {
        var end = _consumed;
        var written = 0;
        var silence = _half;
        while (silence > 0)
        {
            var take = Math.Min(silence, _held.Length - _heldCount);
            _held.AsSpan(_heldCount, take).Clear();
            _heldCount += take;
            silence -= take;
            written += Produce(output[written..], end);
        }

        return written;
    }

    /// <summary>Forgets all input, as if new.</summary>
    public void Reset()
    {
        _held.AsSpan().Clear();
        _heldCount = _half - 1;
        _heldStart = -(_half - 1);
        (_consumed, _produced) = (0, 0);
    }

    private int Produce(Span<float> output, long end)
    {
        var written = 0;
        while (true)
        {
            var time = _produced * _down;
            var centre = time / _up;
            if (centre >= end || centre + _half >= _heldStart + _heldCount)
                break;
            var window = _held.AsSpan((int)(centre - _half + 1 - _heldStart), 2 * _half);
            output[written++] = Interpolate(window, time % _up);
            _produced++;
        }

        // What no later output needs makes room.
        var keepFrom = (int)Math.Min((_produced * _down / _up) - _half + 1 - _heldStart, _heldCount);
        if (keepFrom > 0)
        {
            _held.AsSpan(keepFrom, _heldCount - keepFrom).CopyTo(_held);
            _heldCount -= keepFrom;
            _heldStart += keepFrom;
        }

        return written;
    }

    private float Interpolate(ReadOnlySpan<float> window, long fraction)
    {
        if (_phases == _up)
            return Dot(window, Kernel((int)fraction));
        var position = (double)fraction / _up * _phases;
        var phase = (int)position;
        var share = (float)(position - phase);
        var before = Dot(window, Kernel(phase));
        return before + (share * (Dot(window, Kernel(phase + 1)) - before));
    }

    private ReadOnlySpan<float> Kernel(int phase) => _kernels.AsSpan(phase * 2 * _half, 2 * _half);

    private float[] KernelsOf(double cutoff)
    {
        if (KernelCache.TryGetValue((_up, _down), out var cached))
            return cached;
        var created = Kernels(cutoff);
        if (created.Length <= MaxCachedTaps && KernelCache.Count < MaxCached)
            KernelCache.TryAdd((_up, _down), created);
        return created;
    }

    private float[] Kernels(double cutoff)
    {
        var table = new float[(_phases + 1) * 2 * _half];
        var taps = new double[2 * _half];
        for (var phase = 0; phase <= _phases; phase++)
        {
            var sum = 0.0;
            for (var tap = 0; tap < taps.Length; tap++)
            {
                var x = tap - _half + 1 - ((double)phase / _phases);
                var edge = x / _half;
                taps[tap] = Math.Abs(edge) < 1 ? Sinc(cutoff * x) * Bessel(Beta * Math.Sqrt(1 - (edge * edge))) : 0;
                sum += taps[tap];
            }

            for (var tap = 0; tap < taps.Length; tap++)
                table[(phase * 2 * _half) + tap] = (float)(taps[tap] / sum); // every phase passes a constant unchanged
        }

        return table;
    }

    private static double Sinc(double x) => Math.Abs(x) < 1e-9 ? 1 : Math.Sin(Math.PI * x) / (Math.PI * x);

    /// <summary>I₀(x), the modified Bessel function, by its power series.</summary>
    private static double Bessel(double x)
    {
        var (sum, term) = (1.0, 1.0);
        for (var k = 1; term > 1e-12 * sum; k++)
        {
            term *= x / (2 * k) * (x / (2 * k));
            sum += term;
        }

        return sum;
    }

    private static float Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        var lanes = Vector<float>.Zero;
        var i = 0;
        for (; i <= a.Length - Vector<float>.Count; i += Vector<float>.Count)
            lanes += new Vector<float>(a[i..]) * new Vector<float>(b[i..]);
        var sum = Vector.Sum(lanes);
        for (; i < a.Length; i++)
            sum += a[i] * b[i];
        return sum;
    }
}
