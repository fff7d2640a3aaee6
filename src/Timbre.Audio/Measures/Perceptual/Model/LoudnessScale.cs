namespace Timbre.Audio.Measures.Perceptual.Model;

/// <summary>
/// L[b] = s · (P₀ / 0.5)^γ · ((0.5 + 0.5·P / P₀)^γ - 1), 0 below the threshold P₀: from pitch power to loudness in sone a Bark, after
/// Zwicker.
/// </summary>
/// <remarks>γ is 0.23, more below 4 Bark.</remarks>
internal sealed class LoudnessScale
{
    private const double Scale = 0.1866055;
    private const double Exponent = 0.23;

    private readonly double[] _thresholds;
    private readonly double[] _exponents;
    private readonly double[] _factors;

    public LoudnessScale(BarkBands bands)
    {
        _thresholds = bands.Thresholds.ToArray();
        _exponents = new double[bands.Count];
        _factors = new double[bands.Count];
        for (var band = 0; band < bands.Count; band++)
        {
            var centre = BarkBands.Centre(band);
            var low = centre < 4 ? Math.Min(6 / (centre + 2), 2) : 1;
            _exponents[band] = Exponent * Math.Pow(low, 0.15);
            _factors[band] = Scale * Math.Pow(_thresholds[band] / 0.5, _exponents[band]);
        }
    }

    public double Loudness(int band, double power) => power > _thresholds[band]
        ? _factors[band] * (Math.Pow(0.5 + (0.5 * power / _thresholds[band]), _exponents[band]) - 1)
        : 0;
}
