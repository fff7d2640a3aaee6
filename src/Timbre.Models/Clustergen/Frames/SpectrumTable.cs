using System.Numerics;
using System.Runtime.InteropServices;

namespace Timbre.Models.Clustergen.Frames;

/// <summary>From mel-cepstra and strengths of voicing to what the vocoder takes: power and aperiodicity over frequency.</summary>
/// <remarks>
/// Amplitude is exp Σ c_m cos m ω̃, ω̃ being frequency warped by the warp. Of it, tone gets T = Σ s_b H_b and noise
/// N = Σ (1 - s_b) H_b, H_b the bands' filters: mixed excitation as in Yoshimura et al., "Mixed excitation for HMM-based
/// speech synthesis", Eurospeech 2001. The filters are symmetric, so that H_b is real but for a delay.
/// </remarks>
internal sealed class SpectrumTable
{
    private const int Bands = ClusterVoice.Bands;
    private const double MinLogPower = -60; // logarithm of power

    private readonly float[] _cosines; // [size, width]
    private readonly float[] _responses; // [bands, width]
    private readonly float _logScale;
    private readonly int _width; // bins, filled up to whole vectors

    /// <summary>Tables for <paramref name="bins"/> bins from 0 to half the rate.</summary>
    /// <param name="voice">Whose cepstra and filters.</param>
    /// <param name="bins">Of the vocoder's spectra.</param>
    /// <param name="scale">Factor on the amplitude.</param>
    public SpectrumTable(ClusterVoice voice, int bins, double scale)
    {
        Bins = bins;
        _logScale = (float)(2 * Math.Log(scale));
        _width = (bins + Vector<float>.Count - 1) / Vector<float>.Count * Vector<float>.Count;
        (_cosines, _responses) = (new float[ClusterVoice.Size * _width], new float[Bands * _width]);
        for (var k = 0; k < bins; k++)
        {
            var omega = Math.PI * k / (bins - 1);
            var warped = omega + 2 * Math.Atan(voice.Warp * Math.Sin(omega) / (1 - voice.Warp * Math.Cos(omega)));
            for (var m = 0; m < ClusterVoice.Size; m++)
                _cosines[m * _width + k] = (float)(2 * Math.Cos(m * warped)); // power is amplitude squared
            for (var band = 0; band < Bands; band++)
                _responses[band * _width + k] = (float)Response(voice.File.ExcitationFilters[band], omega);
        }
    }

    public int Bins { get; }

    /// <summary>Length of the scratch that <see cref="Fill"/> wants.</summary>
    public int Scratch => 2 * _width;

    /// <summary>One frame.</summary>
    /// <param name="cepstrum">Its mel-cepstrum, in natural logarithms of amplitude.</param>
    /// <param name="strengths">Its strengths of voicing.</param>
    /// <param name="voiced">Whether it has an F0; without, all that sounds is its noise.</param>
    /// <param name="gain">Factor on the amplitude.</param>
    /// <param name="power">To be filled: <see cref="Bins"/>.</param>
    /// <param name="aperiodicity">To be filled: <see cref="Bins"/>.</param>
    /// <param name="scratch">Of at least <see cref="Scratch"/>.</param>
    public void Fill(
        ReadOnlySpan<float> cepstrum, ReadOnlySpan<float> strengths, bool voiced, float gain, Span<float> power, Span<float> aperiodicity,
        Span<float> scratch)
    {
        var all = MemoryMarshal.Cast<float, Vector<float>>(scratch[..(2 * _width)]);
        var logs = all[..(all.Length / 2)];
        var shares = all[logs.Length..];
        var cosines = MemoryMarshal.Cast<float, Vector<float>>(_cosines);
        var responses = MemoryMarshal.Cast<float, Vector<float>>(_responses);
        for (var i = 0; i < logs.Length; i++)
        {
            var log = new Vector<float>(_logScale);
            for (var m = 0; m < cepstrum.Length; m++)
                log += cosines[m * logs.Length + i] * cepstrum[m];
            var (tone, noise) = (Vector<float>.Zero, Vector<float>.Zero);
            for (var band = 0; band < Bands; band++)
            {
                var response = responses[band * logs.Length + i];
                tone += response * strengths[band];
                noise += response * (1 - strengths[band]);
            }

            var (tonePower, noisePower) = (voiced ? tone * tone : Vector<float>.Zero, noise * noise + new Vector<float>(1e-8f));
            logs[i] = Vector.Exp(Vector.Max(log, new Vector<float>((float)MinLogPower))) * (tonePower + noisePower) * (gain * gain)
                + new Vector<float>(1e-20f);
            shares[i] = Vector.SquareRoot(noisePower / (tonePower + noisePower));
        }

        scratch[..Bins].CopyTo(power);
        scratch.Slice(_width, Bins).CopyTo(aperiodicity);
    }

    /// <summary>Amplitude of a symmetric filter.</summary>
    private static double Response(double[] taps, double omega)
    {
        var sum = 0.0;
        for (var n = 0; n < taps.Length; n++)
            sum += taps[n] * Math.Cos(omega * (n - (taps.Length - 1) / 2.0));
        return sum;
    }
}
