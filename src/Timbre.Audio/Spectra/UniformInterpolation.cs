namespace Timbre.Audio.Spectra;

/// <summary>Curves given at equally spaced points, read between them along straight lines.</summary>
internal static class UniformInterpolation
{
    /// <summary>The value at <paramref name="position"/>, counted in points; beyond both ends the end value.</summary>
    public static double At(ReadOnlySpan<double> curve, double position)
    {
        if (position <= 0)
            return curve[0];
        var left = (int)position;
        if (left >= curve.Length - 1)
            return curve[^1];
        return curve[left] + (curve[left + 1] - curve[left]) * (position - left);
    }

    /// <summary>The value at <paramref name="x"/> of the curve through (xs, ys), xs rising; beyond both ends the end value.</summary>
    public static double At(ReadOnlySpan<double> xs, ReadOnlySpan<double> ys, double x)
    {
        if (x <= xs[0])
            return ys[0];
        if (x >= xs[^1])
            return ys[^1];
        var right = xs.BinarySearch(x);
        right = right < 0 ? ~right : right;
        return ys[right - 1] + (ys[right] - ys[right - 1]) * (x - xs[right - 1]) / (xs[right] - xs[right - 1]);
    }
}
