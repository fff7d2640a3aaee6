namespace Timbre.Audio.Pitch;

/// <summary>
/// Every r-th sample after a low-pass at 0.8 of the new Nyquist frequency, run forwards and backwards: no delay at any frequency.
/// </summary>
/// <remarks>Chebyshev's type I, third order, 0.05 dB of ripple, as Harvest's figures were found with (Morise 2017).</remarks>
internal sealed class Decimator
{
    private const double RippleDb = 0.05;
    private const int SettlingSamples = 140;

    private readonly int _ratio;
    private readonly double _gain1, _back1; // first order: g(1 + z)/(1 + b·z), z one sample of delay
    private readonly double _gain2, _back21, _back22; // second order: g(1 + z)²/(1 + b₁·z + b₂·z²)

    public Decimator(int ratio)
    {
        _ratio = ratio;
        var ripple = Math.Sqrt(Math.Pow(10, RippleDb / 10) - 1);
        var width = Math.Asinh(1 / ripple) / 3;
        var cutoff = Math.Tan(Math.PI * 0.4 / ratio); // bilinear transform with s = (1 - z)/(1 + z)
        var pole = Math.Sinh(width) * cutoff;
        var (damping, natural) = (pole / 2, pole * pole / 4 + 0.75 * Math.Pow(Math.Cosh(width) * cutoff, 2));

        (_gain1, _back1) = (pole / (1 + pole), (pole - 1) / (1 + pole));
        var norm = 1 + 2 * damping + natural;
        (_gain2, _back21, _back22) = (natural / norm, 2 * (natural - 1) / norm, (1 - 2 * damping + natural) / norm);
    }

    /// <summary>1 + n/r samples for n samples, their mean removed.</summary>
    /// <remarks>
    /// The last input sample is kept, as MATLAB's decimate does, rather than the first: up to r - 1 input samples early, a
    /// tenth of a millisecond. Doubtful frames at the edges of voice decide the same way as the author's only so.
    /// </remarks>
    public double[] Run(ReadOnlySpan<float> samples)
    {
        var decimated = new double[1 + samples.Length / _ratio];
        if (samples.IsEmpty)
            return decimated;

        var pad = _ratio == 1 ? 0 : SettlingSamples;
        var work = new double[samples.Length + 2 * (pad + _ratio)]; // the last samples asked for may lie beyond the end
        work.AsSpan(0, pad).Fill(samples[0]);
        work.AsSpan(pad + samples.Length).Fill(samples[^1]);
        for (var i = 0; i < samples.Length; i++)
            work[pad + i] = samples[i];

        if (_ratio > 1)
        {
            Filter(work);
            work.AsSpan().Reverse();
            Filter(work);
            work.AsSpan().Reverse();
        }

        var phase = (samples.Length - 1) % _ratio;
        var mean = 0.0;
        for (var i = 0; i < decimated.Length; i++)
            mean += decimated[i] = work[pad + i * _ratio + phase];
        mean /= decimated.Length;
        for (var i = 0; i < decimated.Length; i++)
            decimated[i] -= mean;
        return decimated;
    }

    private void Filter(Span<double> x)
    {
        double x0 = x[0], mid1 = x[0], mid2 = x[0], y1 = x[0], y2 = x[0]; // as if the first value had always been there
        for (var i = 0; i < x.Length; i++)
        {
            var mid = _gain1 * (x[i] + x0) - _back1 * mid1;
            var y = _gain2 * (mid + 2 * mid1 + mid2) - _back21 * y1 - _back22 * y2;
            x0 = x[i];
            (mid2, mid1) = (mid1, mid);
            (y2, y1) = (y1, y);
            x[i] = y;
        }
    }
}
