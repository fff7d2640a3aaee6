using Timbre.Audio.Filters;
using Timbre.Audio.Spectra;

namespace Timbre.Audio.Measures.Intelligibility;

/// <summary>
/// y[n] = Σⱼ x[j] · h(n·q - j·p): the way to 10 kHz that the authors' published scores went, p / q the reduced ratio of the rates.
/// </summary>
/// <remarks>
/// h is a sinc with its corner at the lower Nyquist frequency under a Kaiser window, 60 dB down over a tenth of that frequency:
/// what signal-processing programs do unless told otherwise. <see cref="Resampler"/> rejects more and passes less, and which frames
/// count as silent depends on what lies between 4.4 and 5 kHz: up to 0.004 of the score.
/// </remarks>
internal static class StoiRate
{
    private const double RejectionDb = 60;
    private const int MaxSteps = 1000;

    /// <summary>A rate that is near to all, for those whose ratio to 10 kHz is not one of small numbers.</summary>
    private const int WaypointHz = 16_000;

    public static double[] Convert(AudioClip clip)
    {
        var (up, down) = Ratio(clip.RateHz);
        if (Math.Max(up, down) > MaxSteps)
        {
            clip = Resampler.Convert(clip, WaypointHz);
            (up, down) = Ratio(clip.RateHz);
        }

        var samples = Array.ConvertAll(clip.Samples, sample => (double)sample);
        return up == down ? samples : Convert(samples, up, down);
    }

    private static double[] Convert(double[] samples, int up, int down)
    {
        var half = Half(up, down);
        var phases = Phases(up, down, half);
        var output = new double[(((long)samples.Length * up) + down - 1) / down];
        for (var n = 0; n < output.Length; n++)
        {
            // j runs where |n·q - j·p| ≤ half; the kernel of this phase is stored in that order.
            var place = (long)n * down;
            var first = (place - half + up - 1 + ((long)half * up)) / up - half; // rounds up, also below zero
            var phase = phases[(int)(place % up)];
            var skip = (int)Math.Max(0, -first);
            var take = (int)Math.Min(phase.Length, samples.Length - first) - skip;
            if (take > 0)
                output[n] = VectorKernels.Dot(phase.AsSpan(skip, take), samples.AsSpan((int)first + skip, take));
        }

        return output;
    }

    private static (int Up, int Down) Ratio(int rateHz)
    {
        var divisor = (int)System.Numerics.BigInteger.GreatestCommonDivisor(rateHz, ThirdOctaves.RateHz);
        return (ThirdOctaves.RateHz / divisor, rateHz / divisor);
    }

    /// <summary>Kaiser's formula for the length, in steps of the common multiple of the rates.</summary>
    private static int Half(int up, int down) => (int)Math.Ceiling((RejectionDb - 8) / (28.714 * Corner(up, down) / 10));

    private static double Corner(int up, int down) => 1.0 / (2 * Math.Max(up, down));

    /// <summary>The kernel, taken apart: phase r holds h at r - j·p for j rising from the first that is within the kernel.</summary>
    private static double[][] Phases(int up, int down, int half)
    {
        var corner = Corner(up, down);
        var beta = 0.1102 * (RejectionDb - 8.7);
        var kernel = new double[(2 * half) + 1];
        for (var t = -half; t <= half; t++)
        {
            var edge = (double)t / half;
            var angle = 2 * Math.PI * corner * t;
            kernel[t + half] = Bessel(beta * Math.Sqrt(1 - (edge * edge))) * (t == 0 ? 1 : Math.Sin(angle) / angle);
        }

        var scale = up / kernel.Sum();
        var phases = new double[up][];
        for (var phase = 0; phase < up; phase++)
        {
            var taps = new List<double>();
            var last = half - ((half - phase) % up + up) % up; // the largest place ≤ half that is phase modulo p
            for (var t = last; t >= -half; t -= up)
                taps.Add(scale * kernel[t + half]);
            phases[phase] = [.. taps];
        }

        return phases;
    }

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
}
