using System.Runtime.Intrinsics;

namespace Timbre.Audio.Envelope;

/// <summary>A frame of some periods of F0 under a window fitted to F0, its mean taken out in the window's own shape.</summary>
internal sealed class AdaptiveFrame(int rateHz, int maxSamples)
{
    private readonly double[] _window = new double[maxSamples + 4];

    /// <summary>Fills the front of <paramref name="wave"/> and zeros the rest.</summary>
    /// <param name="samples">The sound; beyond its ends the end samples go on.</param>
    /// <param name="seconds">Centre of the piece.</param>
    /// <param name="f0Hz">F0 at the centre.</param>
    /// <param name="periods">Length of the window in periods.</param>
    /// <param name="blackman">Blackman's taper rather than Hann's.</param>
    /// <param name="wave">Where to.</param>
    /// <returns>Samples under the window, and the window's energy.</returns>
    public (int Length, double Energy) Cut(
        ReadOnlySpan<float> samples, double seconds, double f0Hz, double periods, bool blackman, Span<double> wave)
    {
        var half = (int)(periods * rateHz / f0Hz / 2 + 0.5);
        var length = 2 * half + 1;
        var centre = (int)Math.Floor(seconds * rateHz + 0.501);
        var step = 2 * Math.PI * f0Hz / (periods * rateHz);
        Taper(length, step, blackman);

        double energy = 0, windowSum = 0, waveSum = 0;
        for (var i = 0; i < length; i++)
        {
            energy += _window[i] * _window[i];
            windowSum += _window[i];
            waveSum += wave[i] = samples.IsEmpty ? 0 : samples[Math.Clamp(centre - half + i, 0, samples.Length - 1)] * _window[i];
        }

        var mean = waveSum / windowSum;
        for (var i = 0; i < length; i++)
            wave[i] -= _window[i] * mean;
        wave[length..].Clear();
        return (length, energy);
    }

    private void Taper(int length, double step, bool blackman)
    {
        // Blackman's 0.42 + 0.5·cos a + 0.08·cos 2a, expressed by cos a alone; Hann's is 0.5 + 0.5·cos a.
        var (constant, square) = blackman ? (0.34, 0.16) : (0.5, 0.0);
        var ramp = Vector256.Create(0.0, 1, 2, 3) - Vector256.Create((double)(length / 2));
        for (var i = 0; i < length; i += 4)
        {
            var cos = Vector256.Cos((ramp + Vector256.Create((double)i)) * step);
            (Vector256.Create(constant) + cos * (Vector256.Create(0.5) + cos * square)).CopyTo(_window.AsSpan(i, 4));
        }
    }
}
