namespace Timbre.Models.Clustergen.Frames;

/// <summary>Parameter generation: the likeliest cepstra, given means and precisions of static and delta features of each frame.</summary>
/// <remarks>
/// Σ pₜ (cₜ - μₜ)² + Σ qₜ (½ (cₜ₊₁ - cₜ₋₁) - νₜ)² is least. Its equations tie each frame to the second before and behind
/// it, so that Gauss's elimination goes once forth and back. Tokuda et al., "Speech parameter generation algorithms for
/// HMM-based speech synthesis", ICASSP 2000.
/// </remarks>
internal static class ParameterGeneration
{
    private const int Size = ClusterVoice.Size;

    /// <summary>From means to the likeliest cepstra, in place: [frames, <see cref="ClusterVoice.Size"/>] each.</summary>
    public static void Solve(
        Span<float> cepstra, ReadOnlySpan<float> deltas, ReadOnlySpan<float> precisions, ReadOnlySpan<float> deltaPrecisions)
    {
        var frames = cepstra.Length / Size;
        var (diagonal, right) = (new double[frames], new double[frames]);
        for (var k = 0; k < Size; k++)
        {
            for (var t = 0; t < frames; t++)
            {
                var (before, after) = (PrecisionAt(deltaPrecisions, t - 1, frames, k), PrecisionAt(deltaPrecisions, t + 1, frames, k));
                var at = t * Size + k;
                diagonal[t] = precisions[at] + 0.25 * (before + after);
                right[t] = precisions[at] * cepstra[at] + 0.5 * (before > 0 ? before * deltas[at - Size] : 0)
                    - 0.5 * (after > 0 ? after * deltas[at + Size] : 0);
            }

            for (var t = 2; t < frames; t++)
            {
                var coupling = -0.25 * PrecisionAt(deltaPrecisions, t - 1, frames, k);
                var factor = coupling / diagonal[t - 2];
                diagonal[t] -= factor * coupling;
                right[t] -= factor * right[t - 2];
            }

            for (var t = frames - 1; t >= 0; t--)
            {
                if (t + 2 < frames)
                    right[t] += 0.25 * PrecisionAt(deltaPrecisions, t + 1, frames, k) * right[t + 2];
                right[t] /= diagonal[t];
                cepstra[t * Size + k] = (float)right[t];
            }
        }
    }

    /// <summary>Precision of a frame's delta; the first and the last frame have none.</summary>
    private static float PrecisionAt(ReadOnlySpan<float> deltaPrecisions, int t, int frames, int k) =>
        t > 0 && t < frames - 1 ? deltaPrecisions[t * Size + k] : 0;
}
