namespace Timbre.Text.Lexicons.LetterToSound;

/// <summary>log p(graphone | those before it in the word), an n-gram model with back-off.</summary>
/// <remarks>
/// Contexts are a tree: the root is the empty context, a child puts one more graphone before its parent's. In the tree's
/// breadth-first order the children of a node, and what is known to follow it, stand together, sorted by graphone.
/// log p(g | c) is listed, or else the back-off of c and log p(g | c without its first graphone); the root lists all.
/// After M. Bisani, H. Ney, "Joint-sequence models for grapheme-to-phoneme conversion", Speech Communication 50 (2008).
/// </remarks>
internal sealed class GraphoneModel
{
    /// <summary>Stands before the first graphone and after the last one of a word.</summary>
    public const int WordBoundary = 0;

    /// <summary>The most graphones in a context.</summary>
    public required int Depth { get; init; }

    /// <summary>All graphones; <see cref="WordBoundary"/> is the first, of no letters.</summary>
    public required Graphone[] Graphones { get; init; }

    /// <summary>[node + 1 for the end]: where its children begin among the nodes.</summary>
    public required int[] ChildStarts { get; init; }

    /// <summary>[node]: the graphone that it puts before its parent's; the root's is not used.</summary>
    public required ushort[] ContextGraphones { get; init; }

    /// <summary>[node]: log of the weight of what its parent knows where it knows nothing itself.</summary>
    public required float[] BackOffWeights { get; init; }

    /// <summary>[node + 1 for the end]: where what follows it begins.</summary>
    public required int[] SuccessorStarts { get; init; }

    /// <summary>[following]: a graphone that follows the context.</summary>
    public required ushort[] Successors { get; init; }

    /// <summary>[following]: log p of that.</summary>
    public required float[] LogProbabilities { get; init; }

    /// <summary>
    /// The node of the context that is <paramref name="graphone"/> followed by the context of <paramref name="node"/>;
    /// -1 when the training data did not have it.
    /// </summary>
    public int FindChild(int node, int graphone)
    {
        var at = ContextGraphones.AsSpan(ChildStarts[node]..ChildStarts[node + 1]).BinarySearch((ushort)graphone);
        return at < 0 ? -1 : ChildStarts[node] + at;
    }

    /// <summary>log p(graphone | context).</summary>
    /// <param name="context">The nodes from the root to the longest context that was ever seen.</param>
    /// <param name="graphone">What follows.</param>
    public float Score(ReadOnlySpan<int> context, int graphone)
    {
        var score = 0f;
        for (var depth = context.Length - 1; depth >= 0; depth--)
        {
            var node = context[depth];
            var at = Successors.AsSpan(SuccessorStarts[node]..SuccessorStarts[node + 1]).BinarySearch((ushort)graphone);
            if (at >= 0)
                return score + LogProbabilities[SuccessorStarts[node] + at];
            score += BackOffWeights[node];
        }

        return float.NegativeInfinity;
    }
}
