namespace Timbre.Models.Clustergen.VoiceFiles;

/// <summary>Mel-cepstral post-filter: b_m ← (1 + β) b_m for m ≥ 2, energy kept; sharpens formants.</summary>
/// <remarks>
/// b are the coefficients of the MLSA filter, b_M = c_M, b_m = c_m - α b_(m+1). Koishida et al., "CELP coding based on
/// mel-cepstral analysis", ICASSP 1995; b₁ as flite's vocoder sets it.
/// </remarks>
internal sealed class PostFilter
{
    private const int EnergyPoints = 64;

    private readonly double _warp;
    private readonly double _beta;
    private readonly float[] _cosines; // [points, size]

    public PostFilter(int size, double warp, double beta)
    {
        (_warp, _beta) = (warp, beta);
        _cosines = new float[EnergyPoints * size];
        for (var i = 0; i < EnergyPoints; i++)
        {
            var omega = Math.PI * (i + 0.5) / EnergyPoints;
            var warped = omega + 2 * Math.Atan(warp * Math.Sin(omega) / (1 - warp * Math.Cos(omega)));
            for (var m = 0; m < size; m++)
                _cosines[i * size + m] = (float)Math.Cos(m * warped);
        }
    }

    /// <summary>Filters one mel-cepstrum in place.</summary>
    public void Apply(Span<float> cepstrum)
    {
        var before = Energy(cepstrum);
        Sharpen(cepstrum);
        cepstrum[0] += (float)(Math.Log(before / Energy(cepstrum)) / 2);
    }

    /// <summary>The linear part alone, without keeping the energy: its effect on a delta of mel-cepstra.</summary>
    public void Sharpen(Span<float> cepstrum)
    {
        var second = cepstrum[2];
        for (var m = cepstrum.Length - 2; m >= 0; m--)
            cepstrum[m] -= (float)(_warp * cepstrum[m + 1]);
        cepstrum[1] -= (float)(_beta * _warp * second);
        for (var m = 2; m < cepstrum.Length; m++)
            cepstrum[m] *= (float)(1 + _beta);
        for (var m = 0; m < cepstrum.Length - 1; m++)
            cepstrum[m] += (float)(_warp * cepstrum[m + 1]);
    }

    /// <summary>Mean power over frequency: ∫ exp(2 Σ c_m cos m ω̃) dω / π.</summary>
    private double Energy(ReadOnlySpan<float> cepstrum)
    {
        var sum = 0.0;
        for (var at = 0; at < _cosines.Length; at += cepstrum.Length)
            sum += Math.Exp(2 * Dot(_cosines.AsSpan(at, cepstrum.Length), cepstrum));
        return sum / EnergyPoints;
    }

    private static double Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++)
            sum += a[i] * b[i];
        return sum;
    }
}
