using Timbre.Text.Phonemes;

namespace Timbre.Models.Clustergen;

/// <summary>Transform of a base voice's clusters: c' = μ + r (c - μ) + δ, μ the mean of the phone's clusters.</summary>
/// <param name="Dynamics">r, for each coefficient: how far sounds of one phone lie from each other,
/// [<see cref="ClusterVoice.Size"/>].</param>
/// <param name="Offsets">δ, [phones of <see cref="CmuPhoneSet.All"/>, <see cref="ClusterVoice.Size"/>].</param>
internal sealed record ClusterTransform(float[] Dynamics, float[] Offsets)
{
    /// <summary>Numbers in <see cref="Offsets"/>.</summary>
    public static int OffsetCount => CmuPhoneSet.All.Count * ClusterVoice.Size;

    /// <summary>The base voice as it is.</summary>
    public static ClusterTransform Identity { get; } = new([.. Enumerable.Repeat(1f, ClusterVoice.Size)], new float[OffsetCount]);
}
