namespace Timbre.Audio.Segmentation;

/// <summary>
/// Turns flags of speech into units no longer than a bound: speech without a pause is divided at its quietest frames.
/// </summary>
internal static class UnitSplitter
{
    private const int SmoothFrames = 5;

    /// <param name="speech">A flag per frame.</param>
    /// <param name="levelDb">A level per frame.</param>
    /// <param name="minFrames">Shortest part that a division leaves.</param>
    /// <param name="maxFrames">Longest unit, at least twice the shortest.</param>
    public static List<SpeechUnit> Split(ReadOnlySpan<bool> speech, ReadOnlySpan<float> levelDb, int minFrames, int maxFrames)
    {
        var units = new List<SpeechUnit>();
        for (var t = 0; t < speech.Length;)
        {
            if (!speech[t])
            {
                t++;
                continue;
            }

            var end = t;
            while (end < speech.Length && speech[end])
                end++;
            while (end - t > maxFrames)
            {
                var cut = Quietest(levelDb, t + Math.Max(minFrames, maxFrames / 2), Math.Min(t + maxFrames, end - minFrames));
                units.Add(new SpeechUnit(t, cut));
                t = cut;
            }

            units.Add(new SpeechUnit(t, end));
            t = end;
        }

        return units;
    }

    private static int Quietest(ReadOnlySpan<float> levelDb, int from, int to)
    {
        var (best, at) = (float.MaxValue, from);
        for (var t = from; t <= to; t++)
        {
            var sum = 0f;
            for (var near = t - SmoothFrames; near < t + SmoothFrames; near++)
                sum += levelDb[Math.Clamp(near, 0, levelDb.Length - 1)];
            if (sum < best)
                (best, at) = (sum, t);
        }

        return at;
    }
}
