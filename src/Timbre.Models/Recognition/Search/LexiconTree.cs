namespace Timbre.Models.Recognition.Search;

/// <summary>The pronunciations of all words as a tree of phones: what begins alike is searched once.</summary>
/// <remarks>Node 0 is the root. Immutable.</remarks>
internal sealed class LexiconTree
{
    public const int Root = 0;

    private readonly int[] _firstChild; // by node; children stand together
    private readonly int[] _children;
    private readonly int[] _firstWord;
    private readonly int[] _words;
    private readonly int[] _phones;
    private readonly float[] _bestWord;

    private LexiconTree(int[] firstChild, int[] children, int[] firstWord, int[] words, int[] phones, float[] bestWord) =>
        (_firstChild, _children, _firstWord, _words, _phones, _bestWord) = (firstChild, children, firstWord, words, phones, bestWord);

    /// <summary>Builds the tree.</summary>
    /// <param name="pronunciations">Numbers of words and the phones of one way to say them, at least one phone.</param>
    /// <param name="logProbability">ln p(word), by its number.</param>
    public static LexiconTree Build(IEnumerable<(int Word, int[] Phones)> pronunciations, Func<int, float> logProbability)
    {
        var nodes = new List<Node> { new(-1) };
        foreach (var (word, phones) in pronunciations)
        {
            if (phones.Length == 0)
                throw new ArgumentException($"The word {word} has no phone.", nameof(pronunciations));
            var at = Root;
            var probability = logProbability(word);
            nodes[at].BestWord = Math.Max(nodes[at].BestWord, probability);
            foreach (var phone in phones)
            {
                if (!nodes[at].Children.TryGetValue(phone, out var next))
                {
                    nodes[at].Children.Add(phone, next = nodes.Count);
                    nodes.Add(new Node(phone));
                }

                at = next;
                nodes[at].BestWord = Math.Max(nodes[at].BestWord, probability);
            }

            if (!nodes[at].Words.Contains(word))
                nodes[at].Words.Add(word);
        }

        return new LexiconTree(
            Offsets(nodes, node => node.Children.Count), [.. nodes.SelectMany(node => node.Children.Values)],
            Offsets(nodes, node => node.Words.Count), [.. nodes.SelectMany(node => node.Words)],
            [.. nodes.Select(node => node.Phone)], [.. nodes.Select(node => node.BestWord)]);
    }

    /// <summary>The phone that leads to a node; -1 at the root.</summary>
    public int Phone(int node) => _phones[node];

    /// <summary>ln p of the likeliest word that begins with the phones up to a node: what a word counts until it is known.</summary>
    public float BestWord(int node) => _bestWord[node];

    public ReadOnlySpan<int> Children(int node) => _children.AsSpan(_firstChild[node].._firstChild[node + 1]);

    /// <summary>The words that end at a node.</summary>
    public ReadOnlySpan<int> Words(int node) => _words.AsSpan(_firstWord[node].._firstWord[node + 1]);

    private static int[] Offsets(List<Node> nodes, Func<Node, int> count)
    {
        var offsets = new int[nodes.Count + 1];
        for (var i = 0; i < nodes.Count; i++)
            offsets[i + 1] = offsets[i] + count(nodes[i]);
        return offsets;
    }

    private sealed class Node(int phone)
    {
        public int Phone => phone;

        public SortedDictionary<int, int> Children { get; } = [];

        public List<int> Words { get; } = [];

        public float BestWord { get; set; } = float.NegativeInfinity;
    }
}
