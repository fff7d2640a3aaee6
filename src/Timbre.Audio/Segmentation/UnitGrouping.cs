namespace Timbre.Audio.Segmentation;

/// <summary>
/// min Σ cost(segment) over all ways to group units, in order, into segments: short ones, and those with long pauses inside, cost more.
/// </summary>
/// <remarks>Shortest path over the units; a segment spans few of them, so the time is linear in their number.</remarks>
internal sealed class UnitGrouping(
    IReadOnlyList<SpeechUnit> units, int totalFrames, int minFrames, int maxFrames, int padFrames, double frameSeconds)
{
    private const double PreferredSeconds = 3;
    private const double LongPauseSeconds = 0.6;
    private const double TooShort = 1000;
    private const double InsideSpeech = 2;

    /// <summary>The segments of minimum cost, as frames from start to end.</summary>
    public List<SpeechUnit> Segments()
    {
        var cost = new double[units.Count + 1];
        var from = new int[units.Count + 1];
        cost.AsSpan(1).Fill(double.PositiveInfinity);
        for (var first = 0; first < units.Count; first++)
        {
            var pauses = 0.0;
            for (var last = first; last < units.Count; last++)
            {
                if (last > first)
                    pauses += Math.Max(0, (Gap(last) * frameSeconds) - LongPauseSeconds);
                var segment = Around(first, last);
                if (segment.Frames > maxFrames)
                    break;

                var total = cost[first] + Cost(segment, first) + (2 * pauses);
                if (total < cost[last + 1])
                    (cost[last + 1], from[last + 1]) = (total, first);
            }
        }

        var segments = new List<SpeechUnit>();
        for (var end = units.Count; end > 0; end = from[end])
            segments.Add(Around(from[end], end - 1));
        segments.Reverse();
        return segments;
    }

    private double Cost(SpeechUnit segment, int first)
    {
        var seconds = segment.Frames * frameSeconds;
        var cost = 1 + Math.Max(0, PreferredSeconds - seconds);
        if (segment.Frames < minFrames)
            cost += TooShort;
        if (first > 0 && Gap(first) == 0)
            cost += InsideSpeech;
        return cost;
    }

    /// <summary>Frames of silence before a unit.</summary>
    private int Gap(int unit) => units[unit].Start - (unit == 0 ? 0 : units[unit - 1].End);

    /// <summary>
    /// A segment from the first unit to the last with some silence around; a short one has more, up to the middle of the pauses beside it.
    /// </summary>
    private SpeechUnit Around(int first, int last)
    {
        var roomBefore = first == 0 ? Gap(0) : Gap(first) / 2;
        var roomAfter = last == units.Count - 1 ? totalFrames - units[last].End : Gap(last + 1) / 2;
        var before = Math.Min(padFrames, roomBefore);
        var after = Math.Min(padFrames, roomAfter);

        var lacking = minFrames - (units[last].End - units[first].Start) - before - after;
        if (lacking > 0)
        {
            var more = Math.Min(lacking, roomAfter - after);
            after += more;
            before += Math.Min(lacking - more, roomBefore - before);
        }

        return new SpeechUnit(units[first].Start - before, units[last].End + after);
    }
}
