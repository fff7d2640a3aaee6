namespace Timbre.Audio.Spectra;

/// <summary>Tapers, written into the span they are given.</summary>
public static class Window
{
    /// <summary>0.5 - 0.5·cos(2πn/(L-1)), symmetric, L the length of <paramref name="window"/>.</summary>
    public static void Hann(Span<double> window) => CosineSum(window, 0.5, 0.5, 0, 0);

    /// <summary>0.42 - 0.5·cos(2πn/(L-1)) + 0.08·cos(4πn/(L-1)), symmetric.</summary>
    public static void Blackman(Span<double> window) => CosineSum(window, 0.42, 0.5, 0.08, 0);

    /// <summary>Nuttall's four terms with a continuous first derivative (1981): side lobes below -93 dB, symmetric.</summary>
    public static void Nuttall(Span<double> window) => CosineSum(window, 0.355768, 0.487396, 0.144232, 0.012604);

    private static void CosineSum(Span<double> window, double a0, double a1, double a2, double a3)
    {
        var step = window.Length > 1 ? 2 * Math.PI / (window.Length - 1) : 0;
        for (var n = 0; n < window.Length; n++)
        {
            var phase = step * n;
            window[n] = a0 - a1 * Math.Cos(phase) + a2 * Math.Cos(2 * phase) - a3 * Math.Cos(3 * phase);
        }
    }
}
