namespace Timbre.Audio.Segmentation;

/// <summary>Minimum and maximum duration of segments.</summary>
public sealed record SegmentBounds
{
    /// <summary>
    /// Bounds in seconds. The longest must be six times the shortest or more: with less room a short word between long sentences could fit
    /// nowhere.
    /// </summary>
    public SegmentBounds(double minSeconds = 1, double maxSeconds = 15)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(minSeconds, 0.1);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxSeconds, 6 * minSeconds);
        (MinSeconds, MaxSeconds) = (minSeconds, maxSeconds);
    }

    /// <summary>Minimum duration of a segment, unless the whole sound is shorter.</summary>
    public double MinSeconds { get; }

    /// <summary>Maximum duration of a segment.</summary>
    public double MaxSeconds { get; }

    /// <summary>Silence that is kept around speech where there is as much.</summary>
    internal static double PadSeconds => 0.15;
}
