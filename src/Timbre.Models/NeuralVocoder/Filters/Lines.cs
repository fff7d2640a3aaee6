namespace Timbre.Models.NeuralVocoder.Filters;

/// <summary>Curves given at a few points, read at many places by straight lines between them; before the first point and behind the last they are level.</summary>
/// <remarks>Immutable.</remarks>
internal sealed class Lines
{
    private readonly int[] _left;
    private readonly float[] _part;

    /// <param name="points">Where the points lie, rising; at least two.</param>
    /// <param name="places">Where the curves are read.</param>
    public Lines(ReadOnlySpan<double> points, ReadOnlySpan<double> places)
    {
        (_left, _part) = (new int[places.Length], new float[places.Length]);
        for (var i = 0; i < places.Length; i++)
        {
            var left = 0;
            while (left < points.Length - 2 && places[i] > points[left + 1])
                left++;
            _left[i] = left;
            _part[i] = (float)Math.Clamp((places[i] - points[left]) / (points[left + 1] - points[left]), 0, 1);
        }
    }

    /// <summary>How many places.</summary>
    public int Count => _left.Length;

    /// <summary>y[i] = the curve at place i</summary>
    public void Read(ReadOnlySpan<float> curve, Span<float> y)
    {
        for (var i = 0; i < _left.Length; i++)
        {
            var left = _left[i];
            y[i] = curve[left] + (_part[i] * (curve[left + 1] - curve[left]));
        }
    }
}
