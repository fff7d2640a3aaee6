using Timbre.Models.Utterances;

namespace Timbre.Models.Clustergen.VoiceFiles;

/// <summary>A question of a decision tree, or with <see cref="Operator"/> = <see cref="Leaf"/> an answer.</summary>
/// <param name="Feature">Which feature is asked, an index into <see cref="DecisionTree.Features"/>.</param>
/// <param name="Operator"><see cref="Is"/>, <see cref="Less"/> or <see cref="Leaf"/>.</param>
/// <param name="NoBranch">The node to go on with when the answer is no; after a yes it is the next one.</param>
/// <param name="Value">What is compared with, by <see cref="SymbolTable"/>; of a leaf, the answer.</param>
internal readonly record struct TreeNode(byte Feature, byte Operator, int NoBranch, double Value)
{
    public const byte Is = 0;
    public const byte Less = 2;
    public const byte Leaf = 255;
}

/// <summary>
/// A classification and regression tree as a voice file holds it: questions in prefix order, and the names of what they ask.
/// </summary>
/// <exception cref="InvalidDataException">A question asks nothing, or leads back or nowhere: whoever follows this tree comes to a
/// leaf.</exception>
internal sealed class DecisionTree
{
    public DecisionTree(TreeNode[] nodes, string[] features)
    {
        (Nodes, Features) = (nodes, features);
        for (var i = 0; i < nodes.Length; i++)
        {
            var node = nodes[i];
            if (node.Operator == TreeNode.Leaf)
                continue;
            if (node.Operator is not (TreeNode.Is or TreeNode.Less) || node.Feature >= features.Length || node.NoBranch <= i
                || node.NoBranch >= nodes.Length)
                throw new InvalidDataException("A decision tree of the base voice is damaged.");
        }

        if (nodes.Length == 0 || nodes[^1].Operator != TreeNode.Leaf)
            throw new InvalidDataException("A decision tree of the base voice has no end.");
    }

    public TreeNode[] Nodes { get; }

    public string[] Features { get; }

    /// <summary>The values of all leaves.</summary>
    public IEnumerable<double> Leaves => Nodes.Where(node => node.Operator == TreeNode.Leaf).Select(node => node.Value);
}
