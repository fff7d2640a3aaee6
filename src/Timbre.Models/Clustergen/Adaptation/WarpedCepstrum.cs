namespace Timbre.Models.Clustergen.Adaptation;

/// <summary>
/// c_m = (2 - δ_m0) / π ∫ ½ ln P(ω(ω̃)) cos(m ω̃) dω̃: the mel-cepstrum of a power spectrum, ω̃ being frequency warped by the bilinear warp
/// α.
/// </summary>
/// <remarks>
/// A linear map of the log spectrum, so it is one matrix, [order + 1, bins]. Tokuda et al., "Mel-generalized cepstral analysis", ICSLP
/// 1994.
/// </remarks>
internal sealed class WarpedCepstrum
{
    private const int GridPoints = 512;

    private readonly int _bins;
    private readonly float[] _matrix;
    private readonly float[] _log;

    public WarpedCepstrum(int bins, int size, double warp)
    {
        (_bins, Size) = (bins, size);
        _matrix = new float[size * bins];
        _log = new float[bins];
        for (var i = 0; i <= GridPoints; i++)
        {
            var warped = Math.PI * i / GridPoints;
            var omega = warped - 2 * Math.Atan(warp * Math.Sin(warped) / (1 + warp * Math.Cos(warped)));
            var position = omega / Math.PI * (bins - 1);
            var below = Math.Min((int)position, bins - 2);
            var weight = (i is 0 or GridPoints ? 0.5 : 1) / GridPoints;
            for (var m = 0; m < size; m++)
            {
                var coefficient = weight * (m == 0 ? 1 : 2) * Math.Cos(m * warped) / 2; // ½: power to amplitude
                _matrix[m * bins + below] += (float)(coefficient * (below + 1 - position));
                _matrix[m * bins + below + 1] += (float)(coefficient * (position - below));
            }
        }
    }

    /// <summary>Numbers in a cepstrum, c₀ counted.</summary>
    public int Size { get; }

    /// <summary>The mel-cepstrum of <paramref name="power"/>, in natural logarithms of amplitude.</summary>
    public void Encode(ReadOnlySpan<float> power, Span<float> cepstrum)
    {
        for (var k = 0; k < _bins; k++)
            _log[k] = MathF.Log(MathF.Max(power[k], 1e-16f));
        for (var m = 0; m < Size; m++)
        {
            var row = _matrix.AsSpan(m * _bins, _bins);
            var sum = 0f;
            for (var k = 0; k < row.Length; k++)
                sum += row[k] * _log[k];
            cepstrum[m] = sum;
        }
    }
}
