namespace Timbre.Audio.Measures.Faults;

/// <summary>
/// log₂(2 · peak / step): how many bits a recording really uses, step being the distance of the levels that its samples lie on.
/// </summary>
/// <remarks>A sound of 8 bits that was filtered or mixed afterwards has left its levels, and is not recognised.</remarks>
public static class EffectiveBitDepth
{
    private const int Levels = 1 << 16;

    /// <summary>Effective bits, 0 (silence) to 16, which also stands for more.</summary>
    public static double Bits(AudioClip clip)
    {
        ArgumentNullException.ThrowIfNull(clip);
        var used = new bool[Levels];
        var (min, max) = (Levels / 2, Levels / 2);
        foreach (var sample in clip.Samples)
        {
            var level = Math.Clamp((int)Math.Round((double)sample * (Levels / 2)) + (Levels / 2), 0, Levels - 1);
            used[level] = true;
            (min, max) = (Math.Min(min, level), Math.Max(max, level));
        }

        // The step that most levels are apart: a single rounding or an offset changes one of them.
        var gaps = new int[Levels];
        var last = -1;
        for (var level = min; level <= max; level++)
        {
            if (!used[level])
                continue;
            if (last >= 0)
                gaps[level - last]++;
            last = level;
        }

        var step = Array.IndexOf(gaps, gaps.Max());
        return max == min || step == 0 ? 0 : Math.Clamp(Math.Log2((double)(max - min) / step), 0, 16);
    }
}
