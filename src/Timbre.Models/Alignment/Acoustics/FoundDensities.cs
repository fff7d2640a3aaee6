namespace Timbre.Models.Alignment.Acoustics;

/// <summary>The best densities of each frame of a recording: what finding them costs is most of what scoring costs, and all states share them. 2.7 kB a frame.</summary>
/// <param name="By">Whose densities they are.</param>
/// <param name="Which">[frames][codebooks][streams][<see cref="Densities.Best"/>]</param>
/// <param name="Likely">Their likelihoods, in the same places, over that of the best in their stream.</param>
/// <param name="Peaks">[frames][codebooks], logarithms: the best ones' of all streams together.</param>
internal sealed record FoundDensities(Densities By, byte[] Which, float[] Likely, float[] Peaks);
