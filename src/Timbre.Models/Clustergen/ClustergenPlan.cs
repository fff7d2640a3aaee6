using Timbre.Models.Utterances;

namespace Timbre.Models.Clustergen;

/// <summary>A phrase plan with what a base voice of clusters needs to synthesize it.</summary>
/// <param name="Clusters">The base voice's cluster of each frame.</param>
/// <param name="Plan">All else.</param>
internal sealed record ClustergenPlan(int[] Clusters, PhrasePlan Plan) : PhrasePlan(Plan);
