namespace Timbre.Models.AverageVoice.Network;

/// <summary>Where in its phone each step lies: which part of it, how far from its middle, how long it is, how near its ends are.</summary>
internal static class StepPlaces
{
    /// <summary>Numbers of a step with its F0.</summary>
    public const int Toned = AverageConfig.Places + 2;

    /// <summary>Rows of <paramref name="wide"/>, what is behind <see cref="AverageConfig.Places"/> left 0.</summary>
    public static float[] Of(ReadOnlySpan<int> lengths, int wide)
    {
        var steps = 0;
        foreach (var length in lengths)
            steps += length;
        var places = new float[steps * wide];
        var at = 0;
        foreach (var length in lengths)
        {
            for (var since = 0; since < length; since++, at += wide)
            {
                var part = (since + 0.5f) / length;
                (places[at], places[at + 1], places[at + 2]) = (part, Math.Abs(part - 0.5f) * 2, MathF.Log(length) / 3);
                (places[at + 3], places[at + 4]) = (1f / (1 + since), 1f / (length - since));
            }
        }

        return places;
    }

    /// <summary>The same with each step's F0 and the speaker's mean, as the network is told them.</summary>
    public static float[] WithTone(ReadOnlySpan<int> lengths, ReadOnlySpan<float> f0, float mean)
    {
        var places = Of(lengths, Toned);
        for (var t = 0; t < f0.Length; t++)
            (places[(t * Toned) + AverageConfig.Places], places[(t * Toned) + AverageConfig.Places + 1]) = (f0[t], mean);
        return places;
    }
}
