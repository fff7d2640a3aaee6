namespace Timbre.Models.Vocoders.Filters;

/// <summary>
/// Curves given at a few points, read at many places by straight lines between them; before the first point and behind the last they are
/// level.
/// </summary>
/// <remarks>Immutable.</remarks>
internal sealed class LinearInterpolation
{
    private readonly int[] _left;
    private readonly float[] _fraction;

    /// <param name="points">Where the points lie, rising; at least two.</param>
    /// <param name="positions">Where the curves are read.</param>
    public LinearInterpolation(ReadOnlySpan<double> points, ReadOnlySpan<double> positions)
    {
        (_left, _fraction) = (new int[positions.Length], new float[positions.Length]);
        for (var i = 0; i < positions.Length; i++)
        {
            var left = 0;
            while (left < points.Length - 2 && positions[i] > points[left + 1])
                left++;
            _left[i] = left;
            _fraction[i] = (float)Math.Clamp((positions[i] - points[left]) / (points[left + 1] - points[left]), 0, 1);
        }
    }

    /// <summary>Number of points.</summary>
    public int Count => _left.Length;

    /// <summary>y[i] = the curve at place i</summary>
    public void Interpolate(ReadOnlySpan<float> curve, Span<float> y)
    {
        for (var i = 0; i < _left.Length; i++)
        {
            var left = _left[i];
            y[i] = curve[left] + (_fraction[i] * (curve[left + 1] - curve[left]));
        }
    }
}
