namespace Timbre.Audio.Filters;

/// <summary>y[n] = b₀·x[n] + b₁·x[n-1] + b₂·x[n-2] - a₁·y[n-1] - a₂·y[n-2], in double, transposed direct form II.</summary>
public sealed class BiQuad
{
    private readonly double _b0;
    private readonly double _b1;
    private readonly double _b2;
    private readonly double _a1;
    private readonly double _a2;
    private double _state1;
    private double _state2;

    /// <summary>A section with these coefficients, a₀ being 1.</summary>
    public BiQuad(double b0, double b1, double b2, double a1, double a2) =>
        (_b0, _b1, _b2, _a1, _a2) = (b0, b1, b2, a1, a2);

    /// <summary>H(s) = s² / (s² + s/Q + 1), mapped by the bilinear transform with its corner at <paramref name="cutoffHz"/>.</summary>
    /// <param name="cutoffHz">Corner, above 0 and below half the rate.</param>
    /// <param name="q">Quality; 1/√2 is Butterworth's.</param>
    /// <param name="rateHz">Samples per second.</param>
    public static BiQuad HighPass(double cutoffHz, double q, int rateHz)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(cutoffHz);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(cutoffHz, rateHz / 2.0);
        var k = Math.Tan(Math.PI * cutoffHz / rateHz);
        var a0 = 1 + (k / q) + (k * k);
        return new BiQuad(1 / a0, -2 / a0, 1 / a0, 2 * ((k * k) - 1) / a0, (1 - (k / q) + (k * k)) / a0);
    }

    /// <summary>Filters in place.</summary>
    public void Process(Span<float> samples)
    {
        var (s1, s2) = (_state1, _state2);
        for (var i = 0; i < samples.Length; i++)
        {
            double x = samples[i];
            var y = (_b0 * x) + s1;
            s1 = (_b1 * x) - (_a1 * y) + s2;
            s2 = (_b2 * x) - (_a2 * y);
            samples[i] = (float)y;
        }

        // What has rung out is nothing: numbers near the smallest ones would make every later step slow.
        (_state1, _state2) = (Math.Abs(s1) < 1e-30 ? 0 : s1, Math.Abs(s2) < 1e-30 ? 0 : s2);
    }

    /// <summary>Forgets all input, as if new.</summary>
    public void Reset() => (_state1, _state2) = (0, 0);
}
