using Timbre.Models.Clustergen.VoiceFiles;

namespace Timbre.Models.Clustergen.Contexts;

/// <summary>A decision tree whose questions can be asked of an utterance.</summary>
internal sealed class BoundDecisionTree(DecisionTree tree, Func<string, ContextFeature> bind)
{
    private readonly TreeNode[] _nodes = tree.Nodes;
    private readonly ContextFeature[] _features = [.. tree.Features.Select(bind)];

    /// <summary>The value of the leaf that the answers lead to.</summary>
    public double Evaluate(ContextPosition at)
    {
        for (var i = 0; ;)
        {
            ref readonly var node = ref _nodes[i];
            if (node.Operator == TreeNode.Leaf)
                return node.Value;
            var answer = _features[node.Feature](at);
            // Single precision: many thresholds are values that features take, and the trees were grown so.
            i = (node.Operator == TreeNode.Is ? answer == node.Value : (float)answer < (float)node.Value) ? i + 1 : node.NoBranch;
        }
    }
}
