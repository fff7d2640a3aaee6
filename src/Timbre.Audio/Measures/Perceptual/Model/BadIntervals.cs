namespace Timbre.Audio.Measures.Perceptual.Model;

/// <summary>Runs of frames that disturb so much that their alignment is in doubt.</summary>
internal static class BadIntervals
{
    private const double MinDisturbance = 30;
    private const int SmearFrames = 2;
    private const int MinFrames = 5;

    /// <summary>
    /// From the first frame to the one behind the last, of runs of five frames and more that end before the recording does.
    /// </summary>
    public static List<(int Start, int End)> Of(ReadOnlySpan<double> disturbances)
    {
        var bad = new bool[disturbances.Length];
        for (var frame = 1; frame < bad.Length; frame++)
            bad[frame] = disturbances[frame] > MinDisturbance;

        var intervals = new List<(int, int)>();
        var start = -1;
        for (var frame = 0; frame < bad.Length; frame++)
        {
            var isBad = IsBetweenBad(bad, frame);
            if (isBad && start < 0)
                start = frame;
            if (!isBad && start >= 0)
            {
                if (frame - start >= MinFrames)
                    intervals.Add((start, frame));
                start = -1;
            }
        }

        return intervals;
    }

    /// <summary>Bad, or with a bad frame close by on either side.</summary>
    private static bool IsBetweenBad(bool[] bad, int frame) =>
        frame >= SmearFrames && frame < bad.Length - 1 - SmearFrames
        && bad.AsSpan(frame - SmearFrames, SmearFrames + 1).Contains(true)
        && bad.AsSpan(frame, SmearFrames + 1).Contains(true);
}
