namespace Timbre.Models.Clustergen.Adaptation;

/// <summary>P ← max(P - N, P / 5), N the mean power in the quieter half of the pauses: a speaker is not their room.</summary>
/// <remarks>Boll, "Suppression of acoustic noise in speech using spectral subtraction", IEEE ASSP 27, 1979.</remarks>
internal static class SpectralSubtraction
{
    /// <summary>The label of a frame in a pause.</summary>
    public const int Pause = -2;

    private const int MinFrames = 20;
    private const float MinGain = 0.2f;

    /// <summary>Subtracts in place from <paramref name="power"/>, [frames, bins]; with too few pauses nothing happens.</summary>
    public static void Subtract(Span<float> power, int bins, ReadOnlySpan<int> labels)
    {
        var pauses = new List<(float Level, int Frame)>();
        for (var frame = 0; frame < labels.Length; frame++)
        {
            if (labels[frame] == Pause)
                pauses.Add((Sum(power.Slice(frame * bins, bins)), frame));
        }

        if (pauses.Count < MinFrames)
            return;

        pauses.Sort();
        var quiet = pauses[..(pauses.Count / 2)];
        var noise = new float[bins];
        foreach (var (_, frame) in quiet)
        {
            for (var k = 0; k < bins; k++)
                noise[k] += power[frame * bins + k] / quiet.Count;
        }

        for (var frame = 0; frame < labels.Length; frame++)
        {
            for (var k = 0; k < bins; k++)
                power[frame * bins + k] = Math.Max(power[frame * bins + k] - noise[k], MinGain * power[frame * bins + k]);
        }
    }

    private static float Sum(ReadOnlySpan<float> values)
    {
        var sum = 0f;
        foreach (var value in values)
            sum += value;
        return sum;
    }
}
