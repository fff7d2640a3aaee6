namespace Timbre.Models.Alignment.Acoustics;

/// <summary>
/// The best densities of each frame of a recording: what finding them costs is most of what scoring costs, and all states share them. 2.7
/// kB a frame.
/// </summary>
/// <param name="Model">Whose densities they are.</param>
/// <param name="Indices">[frames][codebooks][streams][<see cref="GaussianDensities.Best"/>]</param>
/// <param name="Likelihoods">Their likelihoods, in the same places, over that of the best in their stream.</param>
/// <param name="Peaks">[frames][codebooks], logarithms: the best ones' of all streams together.</param>
internal sealed record BestDensities(GaussianDensities Model, byte[] Indices, float[] Likelihoods, float[] Peaks);
