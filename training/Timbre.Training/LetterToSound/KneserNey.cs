using System.Runtime.InteropServices;
using Timbre.Text.Lexicons.LetterToSound;

namespace Timbre.Training.LetterToSound;

/// <summary>Counts graphones in their contexts and smooths them: interpolated modified Kneser-Ney.</summary>
/// <remarks>
/// p(g | c) = (a(c, g) − D(a)) / Σ a(c, ·) + γ(c) p(g | c'), where c' is c without its first graphone, and a is the count for the longest
/// contexts and for those from a word's beginning, and otherwise the number of graphones seen before c g. D is by order, for
/// counts of 1, 2 and more. S. Chen, J. Goodman, "An empirical study of smoothing techniques" (1998).
/// </remarks>
internal sealed class KneserNey
{
    private readonly int _depth;
    private readonly List<Node> _nodes = [new(-1, 0, GraphoneModel.WordBoundary)];

    private KneserNey(int depth) => _depth = depth;

    /// <summary>The model of words of graphones.</summary>
    /// <param name="words">As places in <paramref name="graphones"/>; the edges are added here.</param>
    /// <param name="graphones">All of them, the edge first.</param>
    /// <param name="depth">The most graphones in a context: the order less one.</param>
    public static GraphoneModel Learn(IEnumerable<int[]> words, Graphone[] graphones, int depth)
    {
        var learner = new KneserNey(depth);
        foreach (var word in words)
            learner.Count([GraphoneModel.WordBoundary, .. word, GraphoneModel.WordBoundary]);
        learner.Adjust();
        learner.Smooth(graphones.Length);
        return learner.Pack(graphones);
    }

    private void Count(int[] word)
    {
        for (var at = 1; at < word.Length; at++)
        {
            var node = 0;
            for (var back = 0; ; back++)
            {
                CollectionsMarshal.GetValueRefOrAddDefault(_nodes[node].Counts, word[at], out _)++;
                if (back == _depth || back == at)
                    break;
                node = Child(node, word[at - 1 - back]);
            }
        }
    }

    private int Child(int node, int graphone)
    {
        ref var child = ref CollectionsMarshal.GetValueRefOrAddDefault(_nodes[node].Children, graphone, out var known);
        if (!known)
        {
            child = _nodes.Count;
            _nodes.Add(new Node(node, _nodes[node].Depth + 1, graphone));
        }

        return child;
    }

    /// <summary>Counts of what came before, instead of how often: for all contexts that have something before them.</summary>
    private void Adjust()
    {
        foreach (var node in _nodes)
        {
            if (node.Depth == _depth || node.Children.Count == 0)
                continue;
            var before = new Dictionary<int, int>();
            foreach (var child in node.Children.Values)
            {
                foreach (var follower in _nodes[child].Counts.Keys)
                    CollectionsMarshal.GetValueRefOrAddDefault(before, follower, out _)++;
            }

            node.Counts = before;
        }
    }

    private void Smooth(int graphones)
    {
        var discounts = Enumerable.Range(0, _depth + 1).Select(Discounts).ToArray();
        foreach (var node in _nodes) // parents come before their children
        {
            var discount = discounts[node.Depth];
            double total = node.Counts.Values.Sum();
            var kept = 0.0;
            foreach (var count in node.Counts.Values)
                kept += discount[Math.Min(count, 3)];
            node.BackOff = kept / total;
            foreach (var (graphone, count) in node.Counts)
                node.Probability[graphone] = (count - discount[Math.Min(count, 3)]) / total
                    + node.BackOff * Lower(node, graphone, graphones);
            if (node.Depth == 0)
            {
                for (var graphone = 0; graphone < graphones; graphone++)
                    node.Probability.TryAdd(graphone, node.BackOff / graphones);
            }
        }
    }

    private double Lower(Node node, int graphone, int graphones)
    {
        var weight = 1.0;
        while (node.Parent >= 0)
        {
            node = _nodes[node.Parent];
            if (node.Probability.TryGetValue(graphone, out var probability))
                return weight * probability;
            weight *= node.BackOff;
        }

        return weight / graphones;
    }

    /// <summary>D₁ = 1 − 2Y n₂/n₁, D₂ = 2 − 3Y n₃/n₂, D₃ = 3 − 4Y n₄/n₃ with Y = n₁ / (n₁ + 2n₂), of contexts of this depth.</summary>
    private double[] Discounts(int depth)
    {
        var n = new double[5];
        foreach (var count in _nodes.Where(node => node.Depth == depth).SelectMany(node => node.Counts.Values))
        {
            if (count < n.Length)
                n[count]++;
        }

        if (n[1] == 0 || n[2] == 0 || n[3] == 0)
            return [0, 0.5, 0.75, 1];
        var y = n[1] / (n[1] + 2 * n[2]);
        return [
            0, Math.Clamp(1 - 2 * y * n[2] / n[1], 0.05, 0.95), Math.Clamp(2 - 3 * y * n[3] / n[2], 0.1, 1.9),
            Math.Clamp(3 - 4 * y * n[4] / n[3], 0.1, 2.9)
        ];
    }

    /// <summary>The tree breadth first, everything in one node sorted.</summary>
    private GraphoneModel Pack(Graphone[] graphones)
    {
        var order = new List<Node>(_nodes.Count) { _nodes[0] };
        var (children, following) = (new int[_nodes.Count + 1], new int[_nodes.Count + 1]);
        children[0] = 1;
        var (followers, probabilities) = (new List<ushort>(), new List<float>());
        for (var i = 0; i < order.Count; i++)
        {
            order.AddRange(order[i].Children.OrderBy(child => child.Key).Select(child => _nodes[child.Value]));
            foreach (var (graphone, probability) in order[i].Probability.OrderBy(pair => pair.Key))
            {
                followers.Add((ushort)graphone);
                probabilities.Add((float)Math.Log(probability));
            }

            children[i + 1] = order.Count;
            following[i + 1] = followers.Count;
        }

        return new GraphoneModel
        {
            Depth = _depth,
            Graphones = graphones,
            ChildStarts = children,
            ContextGraphones = [.. order.Select(node => (ushort)node.Added)],
            BackOffWeights = [.. order.Select(node => (float)Math.Log(node.BackOff))],
            SuccessorStarts = following,
            Successors = [.. followers],
            LogProbabilities = [.. probabilities],
        };
    }

    private sealed class Node(int parent, int depth, int added)
    {
        public int Parent => parent;

        public int Depth => depth;

        public int Added => added;

        public Dictionary<int, int> Children { get; } = [];

        public Dictionary<int, int> Counts { get; set; } = [];

        public Dictionary<int, double> Probability { get; } = [];

        public double BackOff { get; set; }
    }
}
