namespace Timbre.Models.AcousticModel.Network;

/// <summary>
/// Position features of each step in its phone: relative position, distance from the middle, length, nearness of both ends.
/// </summary>
internal static class PositionFeatures
{
    /// <summary>Numbers of a step with its F0.</summary>
    public const int WithF0Count = AcousticModelConfig.PositionCount + 2;

    /// <summary>Rows of <paramref name="width"/>, what is behind <see cref="AcousticModelConfig.PositionCount"/> left 0.</summary>
    public static float[] Of(ReadOnlySpan<int> durations, int width)
    {
        var steps = 0;
        foreach (var duration in durations)
            steps += duration;
        var positions = new float[steps * width];
        var at = 0;
        foreach (var duration in durations)
        {
            for (var since = 0; since < duration; since++, at += width)
            {
                var part = (since + 0.5f) / duration;
                (positions[at], positions[at + 1], positions[at + 2]) = (part, Math.Abs(part - 0.5f) * 2, MathF.Log(duration) / 3);
                (positions[at + 3], positions[at + 4]) = (1f / (1 + since), 1f / (duration - since));
            }
        }

        return positions;
    }

    /// <summary>The same with each step's F0 and the speaker's mean.</summary>
    public static float[] WithF0(ReadOnlySpan<int> durations, ReadOnlySpan<float> f0, float mean)
    {
        var positions = Of(durations, WithF0Count);
        for (var t = 0; t < f0.Length; t++)
            (positions[(t * WithF0Count) + AcousticModelConfig.PositionCount],
                positions[(t * WithF0Count) + AcousticModelConfig.PositionCount + 1]) = (f0[t], mean);
        return positions;
    }
}
