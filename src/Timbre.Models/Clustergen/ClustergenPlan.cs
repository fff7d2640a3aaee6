using Timbre.Models.Utterances;

namespace Timbre.Models.Clustergen;

/// <summary>A phrase plan with what a base voice of clusters needs to synthesize it.</summary>
/// <param name="Clusters">The base voice's cluster of each frame.</param>
/// <param name="F0Hz">F0 of each frame, 0 where there is no voice.</param>
/// <param name="Gains">Factor on the amplitude of each frame.</param>
/// <param name="Plan">All else.</param>
internal sealed record ClustergenPlan(int[] Clusters, float[] F0Hz, float[] Gains, PhrasePlan Plan) : PhrasePlan(Plan);
