using Timbre.Models.Alignment.Acoustics;

namespace Timbre.Models.Alignment.Words;

/// <summary>All ways to say words one after the other: pronunciations, pauses between them, and, at a price, any other speech instead of a word or between two.</summary>
/// <remarks>
/// Phones at the edges of words stand there once for each neighbour they may have, because their states depend on it. Gap 0 lies before the
/// first word, gap n behind the n-th. The first states are those of <see cref="PhoneLoop"/>.
/// </remarks>
internal sealed class WordGraph
{
    /// <summary>Logarithm of what speech between two words costs: enough that a text which fits never takes it.</summary>
    private const float ExtraPrice = -100;

    /// <summary>The same for speech instead of a word.</summary>
    private const float InsteadPrice = -120;

    /// <summary>The same where the word may be read in ways that nobody lists.</summary>
    private const float LoosePrice = -10;

    private const float NoisePrice = -3;

    private readonly PhoneSet _phones;
    private readonly IReadOnlyList<PronouncedWord> _words;
    private readonly int _noise;
    private readonly List<GraphNode> _nodes = [];
    private readonly List<List<int>> _before = [];
    private readonly StateList _states = new();

    /// <summary>The graph of at least one word.</summary>
    public WordGraph(PhoneSet phones, IReadOnlyList<PronouncedWord> words)
    {
        (_phones, _words, _noise) = (phones, words, phones.Find("+NSN+"));
        foreach (var phone in PhoneLoop.PhonesOf(phones))
            _states.Add(phone, phones.StatesOf(phone));
        Firsts = new int[words.Count][];
        Lasts = new int[words.Count][];
        Instead = new int[words.Count];
        Gaps = new Gap[words.Count + 1];
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
        Starts = [Gaps[0].Pause, Gaps[0].Noise, Gaps[0].Extra, Instead[0], .. Firsts[0]];
        Ends = [Gaps[^1].Pause, Gaps[^1].Noise, Gaps[^1].Extra, Gaps[^1].After, Instead[^1], .. Lasts[^1]];
    }

    /// <summary>The pieces.</summary>
    public GraphNode[] Nodes { get; }

    /// <summary>From which nodes a path may come to each node.</summary>
    public int[][] Before { get; }

    /// <summary>Every state that occurs.</summary>
    public SharedState[] States { get; }

    /// <summary>Which of <see cref="States"/> each node has, three a node.</summary>
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
    public int[] Instead { get; }

    /// <summary>What may stand between the words.</summary>
    public Gap[] Gaps { get; }

    private int Silence => _phones.Silence;

    private Gap AddGap(int gap)
    {
        int[] from = gap == 0 ? [] : [.. Closed(gap - 1)];
        var pause = Add(Silence, Silence, Silence, WordPlace.Alone, 0, from);
        var noise = Add(_noise, Silence, Silence, WordPlace.Alone, NoisePrice, from);
        _before[pause].Add(noise);
        _before[noise].Add(pause);
        var extra = AddAnySpeech(ExtraPrice, [.. from, pause, noise]);
        return new Gap(pause, noise, extra, Add(Silence, Silence, Silence, WordPlace.Alone, 0, [extra]));
    }

    private void AddWord(int i)
    {
        var gap = Gaps[i];
        var isLoose = _words[i].IsLoose;
        Instead[i] = AddAnySpeech(isLoose ? LoosePrice : InsteadPrice, [gap.Pause, gap.Noise, .. i > 0 ? (int[])[Instead[i - 1], .. Closed(i - 1)] : []]);
        int[] fromGap = [gap.Pause, gap.Noise, gap.Extra, gap.After, .. i > 0 ? (int[])[Instead[i - 1]] : []];
        List<int> firsts = isLoose ? [Instead[i]] : [], lasts = isLoose ? [Instead[i]] : [];
        foreach (var way in _words[i].Ways)
        {
            var open = new List<int>();
            foreach (var before in Neighbours(i - 1, last: true))
            {
                var from = before == Silence ? fromGap : [.. Lasts[i - 1].Where(node => _nodes[node].Phone == before && _nodes[node].Behind == way[0])];
                foreach (var behind in way.Length == 1 ? Neighbours(i + 1, last: false) : [way[1]])
                    open.Add(Add(way[0], before, behind, way.Length == 1 ? WordPlace.Alone : WordPlace.Begin, 0, from));
            }

            firsts.AddRange(open);
            for (var k = 1; k < way.Length; k++)
            {
                var isLast = k == way.Length - 1;
                var from = open;
                open = [];
                foreach (var behind in isLast ? Neighbours(i + 1, last: false) : [way[k + 1]])
                    open.Add(Add(way[k], way[k - 1], behind, isLast ? WordPlace.End : WordPlace.Inside, 0, from));
            }

            lasts.AddRange(open);
        }

        (Firsts[i], Lasts[i]) = ([.. firsts], [.. lasts]);
    }

    /// <summary>The ends of a word that a pause may follow.</summary>
    private IEnumerable<int> Closed(int word) => Lasts[word].Where(node => _nodes[node].Behind == Silence);

    /// <summary>The phones that a word may show to its neighbour, silence first.</summary>
    private int[] Neighbours(int word, bool last) =>
        word < 0 || word == _words.Count ? [Silence] : [Silence, .. _words[word].Ways.Select(way => (int)(last ? way[^1] : way[0])).Distinct()];

    private int Add(int phone, int before, int behind, WordPlace place, float price, IEnumerable<int> from)
    {
        _states.AddNode(phone, _phones.StatesOf(phone, before, behind, place));
        return Add(new GraphNode(phone, behind, price), from);
    }

    private int AddAnySpeech(float price, IEnumerable<int> from)
    {
        _states.AddNode();
        return Add(new GraphNode(-1, Silence, price), from);
    }

    private int Add(GraphNode node, IEnumerable<int> from)
    {
        _nodes.Add(node);
        _before.Add([.. from]);
        return _nodes.Count - 1;
    }
}
