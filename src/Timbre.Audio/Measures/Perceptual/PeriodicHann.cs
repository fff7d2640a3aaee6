namespace Timbre.Audio.Measures.Perceptual;

/// <summary>0.5 - 0.5·cos(2πn/N): Hann's window as one period of it, which adds up to a constant when half overlapped.</summary>
internal static class PeriodicHann
{
    public static double[] Of(int size)
    {
        var window = new double[size];
        for (var n = 0; n < size; n++)
            window[n] = 0.5 - (0.5 * Math.Cos(2 * Math.PI * n / size));
        return window;
    }
}
