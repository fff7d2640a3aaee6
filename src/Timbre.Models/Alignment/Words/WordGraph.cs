using Timbre.Models.Alignment.Acoustics;

namespace Timbre.Models.Alignment.Words;

/// <summary>
/// All ways to say words one after the other: pronunciations, pauses between them, and, at a price, any other speech instead of a word or
/// between two.
/// </summary>
/// <remarks>
/// Phones at the edges of words stand there once for each neighbour they may have, because their states depend on it. Gap 0 lies before the
/// first word, gap n behind the n-th. The first states are those of <see cref="PhoneLoop"/>.
/// </remarks>
internal sealed class WordGraph
{
    /// <summary>Logarithm of what speech between two words costs: enough that a text which fits never takes it.</summary>
    private const float ExtraSpeechLogPenalty = -100;

    /// <summary>The same for speech instead of a word.</summary>
    private const float SubstitutionLogPenalty = -120;

    /// <summary>The same for words with pronunciations that are not listed.</summary>
    private const float AnySpeechLogPenalty = -10;

    private const float NoiseLogPenalty = -3;

    private readonly SphinxPhoneSet _phones;
    private readonly IReadOnlyList<PronouncedWord> _words;
    private readonly int _noise;
    private readonly List<GraphNode> _nodes = [];
    private readonly List<List<int>> _before = [];
    private readonly StateIndex _states = new();

    /// <summary>The graph of at least one word.</summary>
    public WordGraph(SphinxPhoneSet phones, IReadOnlyList<PronouncedWord> words)
    {
        (_phones, _words, _noise) = (phones, words, phones.Find("+NSN+"));
        foreach (var phone in PhoneLoop.PhonesOf(phones))
            _states.Add(phone, phones.StatesOf(phone));
        Firsts = new int[words.Count][];
        Lasts = new int[words.Count][];
        Substitutions = new int[words.Count];
        Gaps = new WordGap[words.Count + 1];
        for (var i = 0; i < words.Count; i++)
        {
            Gaps[i] = AddGap(i);
            AddWord(i);
        }

        Gaps[^1] = AddGap(words.Count);
        Nodes = [.. _nodes];
        Before = [.. _before.Select(list => list.ToArray())];
        States = _states.Different;
        NodeStates = _states.OfNodes;
        Starts = [Gaps[0].Pause, Gaps[0].Noise, Gaps[0].Extra, Substitutions[0], .. Firsts[0]];
        Ends = [Gaps[^1].Pause, Gaps[^1].Noise, Gaps[^1].Extra, Gaps[^1].After, Substitutions[^1], .. Lasts[^1]];
    }

    /// <summary>The pieces.</summary>
    public GraphNode[] Nodes { get; }

    /// <summary>From which nodes a path may come to each node.</summary>
    public int[][] Before { get; }

    /// <summary>Every state that occurs.</summary>
    public SharedState[] States { get; }

    /// <summary>Indices into <see cref="States"/>, three a node.</summary>
    public int[] NodeStates { get; }

    /// <summary>The nodes that a path may begin with.</summary>
    public int[] Starts { get; }

    /// <summary>The nodes that a path may end with.</summary>
    public int[] Ends { get; }

    /// <summary>The nodes that each word may begin with.</summary>
    public int[][] Firsts { get; }

    /// <summary>The nodes that each word may end with.</summary>
    public int[][] Lasts { get; }

    /// <summary>The node of any speech instead of each word.</summary>
    public int[] Substitutions { get; }

    /// <summary>Nodes between the words.</summary>
    public WordGap[] Gaps { get; }

    private int Silence => _phones.Silence;

    private WordGap AddGap(int gap)
    {
        int[] from = gap == 0 ? [] : [.. Closed(gap - 1)];
        var pause = Add(Silence, Silence, Silence, WordPosition.Alone, 0, from);
        var noise = Add(_noise, Silence, Silence, WordPosition.Alone, NoiseLogPenalty, from);
        _before[pause].Add(noise);
        _before[noise].Add(pause);
        var extra = AddAnySpeech(ExtraSpeechLogPenalty, [.. from, pause, noise]);
        return new WordGap(pause, noise, extra, Add(Silence, Silence, Silence, WordPosition.Alone, 0, [extra]));
    }

    private void AddWord(int i)
    {
        var gap = Gaps[i];
        var isLoose = _words[i].AcceptsAnySpeech;
        Substitutions[i] = AddAnySpeech(
            isLoose ? AnySpeechLogPenalty : SubstitutionLogPenalty,
            [gap.Pause, gap.Noise, .. i > 0 ? (int[])[Substitutions[i - 1], .. Closed(i - 1)] : []]);
        int[] fromGap = [gap.Pause, gap.Noise, gap.Extra, gap.After, .. i > 0 ? (int[])[Substitutions[i - 1]] : []];
        List<int> firsts = isLoose ? [Substitutions[i]] : [], lasts = isLoose ? [Substitutions[i]] : [];
        foreach (var variant in _words[i].Variants)
        {
            var open = new List<int>();
            foreach (var before in Neighbours(i - 1, last: true))
            {
                var from = before == Silence
                    ? fromGap
                    : [.. Lasts[i - 1].Where(node => _nodes[node].Phone == before && _nodes[node].Next == variant[0])];
                foreach (var after in variant.Length == 1 ? Neighbours(i + 1, last: false) : [variant[1]])
                    open.Add(Add(variant[0], before, after, variant.Length == 1 ? WordPosition.Alone : WordPosition.Begin, 0, from));
            }

            firsts.AddRange(open);
            for (var k = 1; k < variant.Length; k++)
            {
                var isLast = k == variant.Length - 1;
                var from = open;
                open = [];
                foreach (var after in isLast ? Neighbours(i + 1, last: false) : [variant[k + 1]])
                    open.Add(Add(variant[k], variant[k - 1], after, isLast ? WordPosition.End : WordPosition.Inside, 0, from));
            }

            lasts.AddRange(open);
        }

        (Firsts[i], Lasts[i]) = ([.. firsts], [.. lasts]);
    }

    /// <summary>The ends of a word that a pause may follow.</summary>
    private IEnumerable<int> Closed(int word) => Lasts[word].Where(node => _nodes[node].Next == Silence);

    /// <summary>The phones that a word may show to its neighbour, silence first.</summary>
    private int[] Neighbours(int word, bool last) =>
        word < 0 || word == _words.Count
            ? [Silence]
            : [Silence, .. _words[word].Variants.Select(variant => (int)(last ? variant[^1] : variant[0])).Distinct()];

    private int Add(int phone, int before, int after, WordPosition position, float logPenalty, IEnumerable<int> from)
    {
        _states.AddNode(phone, _phones.StatesOf(phone, before, after, position));
        return Add(new GraphNode(phone, after, logPenalty), from);
    }

    private int AddAnySpeech(float logPenalty, IEnumerable<int> from)
    {
        _states.AddNode();
        return Add(new GraphNode(-1, Silence, logPenalty), from);
    }

    private int Add(GraphNode node, IEnumerable<int> from)
    {
        _nodes.Add(node);
        _before.Add([.. from]);
        return _nodes.Count - 1;
    }
}
