using System.Numerics;

namespace Timbre.Audio.Fingerprints;

/// <summary>Two fingerprints laid over each other at one offset: the stretch where they agree beyond chance.</summary>
internal static class Diagonal
{
    /// <summary>Shorter stretches prove nothing: 1 s.</summary>
    public const int MinFrames = 31;

    /// <summary>Stretches are judged by so much at a time: 3 s.</summary>
    private const int WindowFrames = 94;

    /// <summary>The part of a stretch that must not be quiet.</summary>
    private const double MinAudibleShare = 0.35;

    private const double MinScore = 0.34;
    private const double MinScoreOfShort = 0.5;
    private const int FrameBits = 32;

    /// <summary>Frame i of <paramref name="a"/> lies over frame i + <paramref name="offset"/> of <paramref name="b"/>.</summary>
    /// <returns>The longest stretch in frames of <paramref name="a"/>, and its score; null where there is none.</returns>
    public static (int Start, int End, double Score)? FindLongestMatch(ReadOnlySpan<uint> a, ReadOnlySpan<uint> b, int offset)
    {
        var (from, to) = (Math.Max(0, -offset), Math.Min(a.Length, b.Length - offset));
        var window = Math.Min(WindowFrames, to - from);
        if (window < MinFrames)
            return null;

        (int Start, int End, double Score)? longest = null;
        var (errors, audible, open) = (0, 0, -1);
        for (var t = from; t < to; t++)
        {
            Count(a[t], b[t + offset], 1, ref errors, ref audible);
            if (t - from >= window)
                Count(a[t - window], b[t - window + offset], -1, ref errors, ref audible);
            if (t - from < window - 1)
                continue;

            // Windows that agree and overlap make one stretch.
            if (audible >= MinAudibleShare * window && Score(errors, audible) >= Bound(window))
                open = open < 0 ? t - window + 1 : open;
            else if (open >= 0)
                (longest, open) = (Longer(longest, a, b, offset, open, t), -1);
        }

        return open < 0 ? longest : Longer(longest, a, b, offset, open, to);
    }

    private static (int Start, int End, double Score)? Longer(
        (int Start, int End, double Score)? longest, ReadOnlySpan<uint> a, ReadOnlySpan<uint> b, int offset, int start, int end)
    {
        if (longest is { } before && before.End - before.Start >= end - start)
            return longest;
        var (errors, audible) = (0, 0);
        for (var t = start; t < end; t++)
            Count(a[t], b[t + offset], 1, ref errors, ref audible);
        return (start, end, Score(errors, audible));
    }

    private static double Score(int errors, int audible) => Math.Max(0, 1 - (2.0 * errors / (audible * FrameBits)));

    /// <summary>The less there is to compare, the better it must agree.</summary>
    private static double Bound(int window) =>
        MinScoreOfShort + ((MinScore - MinScoreOfShort) * (window - MinFrames) / (WindowFrames - MinFrames));

    private static void Count(uint a, uint b, int sign, ref int errors, ref int audible)
    {
        if (a == 0 || b == 0)
            return;
        errors += sign * BitOperations.PopCount(a ^ b);
        audible += sign;
    }
}
