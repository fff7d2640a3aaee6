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

    private readonly long up;
    private readonly long down;
    private readonly int half;
    private readonly int phases;
    private readonly float[] kernels;
    private readonly float[] held;
    private int heldCount;
    private long heldStart;
    private long consumed;
    private long produced;

    /// <summary>A resampler from one rate to another, both in Hz.</summary>
    public Resampler(int fromHz, int toHz)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(fromHz);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(toHz);
        var divisor = (int)BigInteger.GreatestCommonDivisor(fromHz, toHz);
        (up, down) = (toHz / divisor, fromHz / divisor);

        var ratio = Math.Min(1, (double)up / down);
        half = (int)Math.Ceiling(Crossings / ratio);
        phases = (int)Math.Min(up, MaxPhases);
        kernels = KernelsOf(ratio * (1 - (Transition / 2)));
        held = new float[(2 * half) + BlockSamples];
        Reset();
    }

    /// <summary>Upper bound of what <see cref="Process"/> or <see cref="Flush"/> write for so many samples of input.</summary>
    public int OutputBound(int inputSamples) => checked((int)(((inputSamples + (2L * half)) * up / down) + 2));

    /// <summary>The whole of a clip at another rate: ⌈length · to / from⌉ samples; the clip itself when it has that rate already.</summary>
    public static AudioClip Convert(AudioClip clip, int rateHz)
    {
        ArgumentNullException.ThrowIfNull(clip);
        if (clip.RateHz == rateHz)
            return clip;

        var resampler = new Resampler(clip.RateHz, rateHz);
        var total = (int)(((clip.Samples.Length * resampler.up) + resampler.down - 1) / resampler.down);
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
            var take = Math.Min(input.Length, held.Length - heldCount);
            input[..take].CopyTo(held.AsSpan(heldCount));
            heldCount += take;
            consumed += take;
            input = input[take..];
            written += Produce(output[written..], long.MaxValue);
        }

        return written;
    }

    /// <summary>Writes the samples that were waiting for more input, as if silence followed.</summary>
    /// <returns>Samples written.</returns>
    public int Flush(Span<float> output)
    {
        var end = consumed;
        var written = 0;
        var silence = half;
        while (silence > 0)
        {
            var take = Math.Min(silence, held.Length - heldCount);
            held.AsSpan(heldCount, take).Clear();
            heldCount += take;
            silence -= take;
            written += Produce(output[written..], end);
        }

        return written;
    }

    /// <summary>Forgets all input, as if new.</summary>
    public void Reset()
    {
        held.AsSpan().Clear();
        heldCount = half - 1;
        heldStart = -(half - 1);
        (consumed, produced) = (0, 0);
    }

    private int Produce(Span<float> output, long end)
    {
        var written = 0;
        while (true)
        {
            var time = produced * down;
            var centre = time / up;
            if (centre >= end || centre + half >= heldStart + heldCount)
                break;
            var window = held.AsSpan((int)(centre - half + 1 - heldStart), 2 * half);
            output[written++] = Interpolate(window, time % up);
            produced++;
        }

        // What no later output needs makes room.
        var keepFrom = (int)Math.Min((produced * down / up) - half + 1 - heldStart, heldCount);
        if (keepFrom > 0)
        {
            held.AsSpan(keepFrom, heldCount - keepFrom).CopyTo(held);
            heldCount -= keepFrom;
            heldStart += keepFrom;
        }

        return written;
    }

    private float Interpolate(ReadOnlySpan<float> window, long fraction)
    {
        if (phases == up)
            return Dot(window, Kernel((int)fraction));
        var position = (double)fraction / up * phases;
        var phase = (int)position;
        var share = (float)(position - phase);
        var before = Dot(window, Kernel(phase));
        return before + (share * (Dot(window, Kernel(phase + 1)) - before));
    }

    private ReadOnlySpan<float> Kernel(int phase) => kernels.AsSpan(phase * 2 * half, 2 * half);

    private float[] KernelsOf(double cutoff)
    {
        if (KernelCache.TryGetValue((up, down), out var cached))
            return cached;
        var created = Kernels(cutoff);
        if (created.Length <= MaxCachedTaps && KernelCache.Count < MaxCached)
            KernelCache.TryAdd((up, down), created);
        return created;
    }

    private float[] Kernels(double cutoff)
    {
        var table = new float[(phases + 1) * 2 * half];
        var taps = new double[2 * half];
        for (var phase = 0; phase <= phases; phase++)
        {
            var sum = 0.0;
            for (var tap = 0; tap < taps.Length; tap++)
            {
                var x = tap - half + 1 - ((double)phase / phases);
                var edge = x / half;
                taps[tap] = Math.Abs(edge) < 1 ? Sinc(cutoff * x) * Bessel(Beta * Math.Sqrt(1 - (edge * edge))) : 0;
                sum += taps[tap];
            }

            for (var tap = 0; tap < taps.Length; tap++)
                table[(phase * 2 * half) + tap] = (float)(taps[tap] / sum); // every phase passes a constant unchanged
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
