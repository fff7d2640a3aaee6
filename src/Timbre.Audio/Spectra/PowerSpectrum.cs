namespace Timbre.Audio.Spectra;

/// <summary>Smoothing and replication of power spectra for CheapTrick and D4C; N/2 + 1 bins each.</summary>
internal static class PowerSpectrum
{
    /// <summary>power[k] = g · (re[k]² + im[k]²)</summary>
    public static void Of(ReadOnlySpan<double> re, ReadOnlySpan<double> im, Span<double> power, double gain = 1)
    {
        for (var k = 0; k < power.Length; k++)
            power[k] = gain * (re[k] * re[k] + im[k] * im[k]);
    }

    /// <summary>P(f) += P(F0 - f) below F0: a voice has no power between 0 and F0, so that the envelope would have a dip there.</summary>
    /// <remarks>In place; <paramref name="scratch"/> as long as the spectrum.</remarks>
    public static void FillBelowF0(Span<double> power, double f0Bins, Span<double> scratch)
    {
        var count = Math.Min((int)f0Bins + 1, power.Length);
        for (var k = 0; k < count; k++)
            scratch[k] = UniformInterpolation.At(power, f0Bins - k);
        for (var k = 0; k < count; k++)
            power[k] += scratch[k];
    }

    /// <summary>
    /// Mean of the spectrum over <paramref name="widthBins"/> around each bin, the spectrum taken as steps a bin wide and mirrored at both
    /// ends.
    /// </summary>
    /// <remarks>
    /// Writes to <paramref name="smooth"/>, which may be <paramref name="power"/>; <paramref name="integral"/> holds at least
    /// <see cref="ScratchFor"/>.
    /// </remarks>
    public static void Smooth(ReadOnlySpan<double> power, double widthBins, Span<double> smooth, Span<double> integral)
    {
        var last = power.Length - 1;
        var wing = (int)widthBins + 1;
        integral = integral[..(power.Length + 2 * wing)];
        var sum = 0.0;
        for (var i = 0; i < integral.Length; i++)
        {
            var k = Math.Abs(i - wing);
            integral[i] = sum += power[k > last ? 2 * last - k : k];
        }

        var inverse = 1 / widthBins;
        var low = wing - 0.5 - widthBins / 2;
        var (left, part) = ((int)low, low - (int)low);
        var high = low + widthBins;
        var (right, rest) = ((int)high, high - (int)high);
        for (var k = 0; k <= last; k++, left++, right++)
        {
            var below = integral[left] + part * (integral[left + 1] - integral[left]);
            var above = integral[right] + rest * (integral[right + 1] - integral[right]);
            smooth[k] = (above - below) * inverse;
        }
    }

    /// <summary>Length that the running sum of <see cref="Smooth"/> needs at the most, for a width of up to the whole spectrum.</summary>
    public static int ScratchFor(int bins) => 3 * bins + 2;
}
