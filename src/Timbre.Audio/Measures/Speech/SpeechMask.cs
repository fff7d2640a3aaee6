namespace Timbre.Audio.Measures.Speech;

/// <summary>From voiced runs to speech: the consonants around a vowel are speech too, and so are the short gaps between words.</summary>
internal static class SpeechMask
{
    private const int ReachFrames = 25;
    private const int BridgeFrames = 30;
    private const int MinFrames = 15;
    private const int FloorFrames = 300;

    /// <summary>Consonants stand at least this far above the quietest of their neighbourhood.</summary>
    private const float AboveFloorDb = 6;

    /// <summary>One flag per frame: speech, or in lenient mode possible speech.</summary>
    public static bool[] Of(IReadOnlyList<SpeechFrame> frames, bool isLenient)
    {
        var mask = new bool[frames.Count];
        var floor = Floor(frames);
        foreach (var (start, end) in VoicedRunFilter.Speaking(frames, VoicedRunFilter.Find(frames), isLenient))
        {
            var (from, to) = (start, end);
            while (from > 0 && start - from < ReachFrames && frames[from - 1].LevelDb > floor[from - 1] + AboveFloorDb)
                from--;
            while (to < frames.Count && to - end < ReachFrames && frames[to].LevelDb > floor[to] + AboveFloorDb)
                to++;
            mask.AsSpan(from, to - from).Fill(true);
        }

        Fill(mask, value: false, BridgeFrames);
        Fill(mask, value: true, MinFrames);
        return mask;
    }

    /// <summary>The quietest level within 3 s, after smoothing over 50 ms.</summary>
    public static float[] Floor(IReadOnlyList<SpeechFrame> frames)
    {
        const int block = 50;
        var minLevels = new float[(frames.Count + block - 1) / block];
        minLevels.AsSpan().Fill(float.MaxValue);
        for (var t = 0; t < frames.Count; t++)
        {
            var (sum, count) = (0f, 0);
            for (var near = Math.Max(0, t - 2); near <= Math.Min(frames.Count - 1, t + 2); near++)
                (sum, count) = (sum + frames[near].LevelDb, count + 1);
            minLevels[t / block] = Math.Min(minLevels[t / block], sum / count);
        }

        var floor = new float[frames.Count];
        for (var t = 0; t < frames.Count; t++)
        {
            var min = float.MaxValue;
            for (var near = Math.Max(0, (t
                - FloorFrames) / block); near <= Math.Min(minLevels.Length - 1, (t + FloorFrames) / block); near++)
                min = Math.Min(min, minLevels[near]);
            floor[t] = min;
        }

        return floor;
    }

    /// <summary>
    /// Turns inner stretches of <paramref name="value"/> that are shorter than <paramref name="min"/> into their opposite.
    /// </summary>
    private static void Fill(bool[] mask, bool value, int min)
    {
        for (var t = 0; t < mask.Length;)
        {
            var end = t;
            while (end < mask.Length && mask[end] == mask[t])
                end++;
            var inner = value || (t > 0 && end < mask.Length); // silence at the ends stays silence, however short
            if (mask[t] == value && end - t < min && inner)
                mask.AsSpan(t, end - t).Fill(!value);
            t = end;
        }
    }
}
