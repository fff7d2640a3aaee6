namespace Timbre.Models.Recognition.Search;

/// <summary>
/// The likeliest words for the phones that a network with CTC hears (Graves et al. 2006): a beam search through the lexicon's tree with a
/// language model of trigrams, where ways that meet in one state are joined by the better of them.
/// </summary>
/// <remarks>
/// A phone may last several steps, and a blank may stand between two; two of the same need one. A word is complete at the first step of its
/// last phone. An object for each search; not for several threads.
/// </remarks>
/// <param name="tree">The lexicon.</param>
/// <param name="logProbability">ln p(word | before, before that); numbers of words, -1 where there is none before.</param>
/// <param name="options">How widely.</param>
internal sealed class CtcSearch(LexiconTree tree, Func<int, int, int, float> logProbability, SearchOptions options)
{
    private const int Blank = 0;

    private readonly List<WordLink> _links = [];
    private Dictionary<HypothesisState, Hypothesis> _next = [];
    private Hypothesis[] _beam = [new(new HypothesisState(LexiconTree.Root, Blank, true, -1, -1), 0, -1, 0)];
    private int _step;

    /// <summary>Searches a whole recording.</summary>
    /// <param name="logProbabilities">[steps, phones], ln p(phone in a step), of which number 0 is the blank.</param>
    /// <param name="phones">How many phones.</param>
    public IReadOnlyList<WordLink> Run(ReadOnlySpan<float> logProbabilities, int phones, CancellationToken ct)
    {
        for (; (_step + 1) * phones <= logProbabilities.Length; _step++)
        {
            ct.ThrowIfCancellationRequested();
            Advance(logProbabilities.Slice(_step * phones, phones));
        }

        return Words(Best());
    }

    private void Advance(ReadOnlySpan<float> step)
    {
        _next.Clear();
        foreach (var hypothesis in _beam)
        {
            var state = hypothesis.State;
            Offer(hypothesis with { State = state with { IsBlank = true }, Score = hypothesis.Score + step[Blank] });
            if (!state.IsBlank)
                Offer(hypothesis with { Score = hypothesis.Score + step[state.LastPhone] });
            foreach (var child in tree.Children(state.Node))
            {
                var phone = tree.Phone(child);
                if (phone != state.LastPhone || state.IsBlank)
                    Enter(hypothesis, child, phone, step[phone]);
            }
        }

        Prune();
    }

    /// <summary>Goes on to a node of the tree, and through its end where words end there.</summary>
    private void Enter(Hypothesis hypothesis, int node, int phone, float logProbabilityOfPhone)
    {
        var state = hypothesis.State;
        var start = state.Node == LexiconTree.Root ? _step : hypothesis.WordStart;
        var before = state.Node == LexiconTree.Root ? 0 : LookAhead(state.Node); // what was looked ahead to until now
        var score = hypothesis.Score + logProbabilityOfPhone - before;
        if (tree.Children(node).Length > 0)
            Offer(new Hypothesis(
                state with { Node = node, LastPhone = phone, IsBlank = false }, score + LookAhead(node), hypothesis.History, start));
        foreach (var word in tree.Words(node))
        {
            var said = options.LanguageWeight * logProbability(word, state.Before, state.BeforeThat) + options.WordBonus;
            if (!IsWorth(score + said))
                continue;
            _links.Add(new WordLink(word, start, _step, hypothesis.History));
            Offer(new Hypothesis(
                new HypothesisState(LexiconTree.Root, phone, false, word, state.Before), score + said, _links.Count - 1, _step));
        }
    }

    private float LookAhead(int node) => options.LanguageWeight * tree.BestWord(node) + options.WordBonus;

    private float _bestScore = float.NegativeInfinity;

    private bool IsWorth(float score) => score > _bestScore - options.Beam;

    private void Offer(Hypothesis hypothesis)
    {
        if (!IsWorth(hypothesis.Score)
            || (_next.TryGetValue(hypothesis.State, out var other) && other.Score >= hypothesis.Score))
            return;
        _next[hypothesis.State] = hypothesis;
        _bestScore = Math.Max(_bestScore, hypothesis.Score);
    }

    private void Prune()
    {
        var alive = _next.Values.Where(hypothesis => IsWorth(hypothesis.Score));
        _beam = [.. _next.Count > options.MaxHypotheses
            ? alive.OrderByDescending(hypothesis => hypothesis.Score).Take(options.MaxHypotheses)
            : alive];
        _bestScore = float.NegativeInfinity;
    }

    /// <summary>Of the hypotheses whose last word is complete the best; the best of all where none is.</summary>
    private Hypothesis Best()
    {
        var complete = _beam.Where(hypothesis => hypothesis.State.Node == LexiconTree.Root).ToList();
        return (complete.Count > 0 ? complete : [.. _beam]).MaxBy(hypothesis => hypothesis.Score);
    }

    private List<WordLink> Words(Hypothesis hypothesis)
    {
        var words = new List<WordLink>();
        for (var link = hypothesis.History; link >= 0; link = _links[link].Previous)
            words.Insert(0, _links[link]);
        return words;
    }
}
