using System.Runtime.InteropServices;
using Timbre.Text.Phonemes;

namespace Timbre.Text.Lexicons.LetterToSound;

/// <summary>Working memory of a search: the hypotheses of a word, and scores of contexts that earlier words asked for.</summary>
/// <remarks>Of one thread at a time. Some 600 kB.</remarks>
/// <param name="model">The n-gram.</param>
/// <param name="candidates">Its graphones by their letters.</param>
/// <param name="letterScores">Those of a network, or null.</param>
internal sealed class GraphoneLattice(GraphoneModel model, GraphoneCandidates candidates, LetterScores? letterScores)
{
    private const int MaxScores = 1 << 17;
    private const ulong HashFactor = 0x9E3779B97F4A7C15;

    private readonly List<Hypothesis> _all = new(1024);
    private readonly List<int> _best = [];
    private readonly Dictionary<(int Context, ulong Phones), int> _recombined = [];
    private readonly Dictionary<ulong, (int Hypothesis, float Score)> _ends = [];

    /// <summary>[place modulo 3]: hypotheses that read the letters before it. A graphone has at most two letters.</summary>
    private readonly OpenHypotheses[] _open = [new(), new(), new()];

    private LetterScores? _letterScores; // of the word at hand
    private readonly Dictionary<long, int> _scoreStarts = [];
    private readonly float[] _scores = new float[MaxScores];
    private int _scoreCount;

    /// <summary>Begins a word.</summary>
    public void Begin(string word, bool isNarrow, bool asksNetwork)
    {
        _letterScores = asksNetwork && word.All(char.IsAsciiLetterLower) ? letterScores : null;
        _letterScores?.Read(word);
        _all.Clear();
        _ends.Clear();
        foreach (var open in _open)
            open.Clear(isNarrow);
        _open[0].Add(new Extension(-1, GraphoneModel.WordBoundary, 0));
    }

    /// <summary>The best hypotheses that read the letters before a place, those with the same future as one.</summary>
    public ReadOnlySpan<int> Best(int place)
    {
        var open = _open[place % _open.Length];
        _best.Clear();
        _recombined.Clear();
        foreach (var extension in open.Best())
        {
            var hypothesis = Extended(extension);
            ref var same = ref CollectionsMarshal.GetValueRefOrAddDefault(
                _recombined, (hypothesis.Context, hypothesis.Phones), out var isKnown);
            if (isKnown)
            {
                _all[same] = hypothesis with { Score = LogSum(_all[same].Score, hypothesis.Score) };
                continue;
            }

            same = _all.Count;
            _best.Add(same);
            _all.Add(hypothesis);
        }

        open.Clear();
        return CollectionsMarshal.AsSpan(_best);
    }

    /// <summary>Adds the hypotheses that read letters behind another one's.</summary>
    /// <param name="previous">The other.</param>
    /// <param name="letters">The key of the letters.</param>
    /// <param name="place">Behind the letters.</param>
    /// <param name="phones">The only phones that may be used, or none where any may.</param>
    public void Extend(int previous, int letters, int place, ReadOnlySpan<byte> phones)
    {
        var from = _all[previous];
        var open = _open[place % _open.Length];
        if (from.Score <= open.Threshold)
            return;
        var scores = ScoresAt(from, letters);
        var graphones = candidates.Of(letters);
        for (var i = 0; i < graphones.Length; i++)
        {
            var score = from.Score + scores[i] + LetterScore(graphones[i], place);
            if (score > open.Threshold && (phones.Length == 0 || Matches(graphones[i], phones[Math.Min(from.PhoneCount, phones.Length)..])))
                open.Add(new Extension(previous, graphones[i], score));
        }
    }

    /// <summary>The hypotheses that read a whole word, one for the same phones, with log of their probability.</summary>
    /// <param name="length">Of the word.</param>
    /// <param name="phoneCount">How many phones there have to be; 0 for any number.</param>
    public IReadOnlyCollection<(int Hypothesis, float Score)> Ends(int length, int phoneCount)
    {
        Span<int> nodes = stackalloc int[model.Depth + 1];
        foreach (var at in Best(length))
        {
            var hypothesis = _all[at];
            if (phoneCount > 0 && hypothesis.PhoneCount != phoneCount)
                continue;
            var depth = ContextNodes(hypothesis.Graphone, hypothesis.Previous, nodes);
            var score = hypothesis.Score + model.Score(nodes[..depth], GraphoneModel.WordBoundary);
            ref var end = ref CollectionsMarshal.GetValueRefOrAddDefault(_ends, hypothesis.Phones, out var isKnown);
            end = (at, isKnown ? LogSum(end.Score, score) : score);
        }

        return _ends.Values;
    }

    /// <summary>The phones of a hypothesis.</summary>
    public byte[] SymbolsOf(int hypothesis)
    {
        var symbols = new byte[_all[hypothesis].PhoneCount];
        var end = symbols.Length;
        for (; hypothesis >= 0; hypothesis = _all[hypothesis].Previous)
        {
            var own = model.Graphones[_all[hypothesis].Graphone].Symbols;
            own.CopyTo(symbols, end -= own.Length);
        }

        return symbols;
    }

    /// <summary>log p of each graphone of the letters behind a hypothesis.</summary>
    private ReadOnlySpan<float> ScoresAt(in Hypothesis hypothesis, int letters)
    {
        var count = candidates.Of(letters).Length;
        if (_scoreStarts.TryGetValue(KeyOf(hypothesis.Context, letters), out var start))
            return _scores.AsSpan(start, count);
        if (_scoreCount + (count * (model.Depth + 1)) > MaxScores)
        {
            _scoreStarts.Clear();
            _scoreCount = 0;
        }

        Span<int> nodes = stackalloc int[model.Depth + 1];
        var depth = ContextNodes(hypothesis.Graphone, hypothesis.Previous, nodes);
        var known = depth - 2;
        while (known >= 0 && !_scoreStarts.TryGetValue(KeyOf(nodes[known], letters), out start))
            known--;
        var shorter = known < 0 ? candidates.Unigrams(letters) : _scores.AsSpan(start, count);
        for (var at = known + 1; at < depth; at++)
        {
            var scores = _scores.AsSpan(_scoreCount, count);
            shorter.CopyTo(scores);
            if (at > 0)
                candidates.Lengthen(scores, nodes[at], letters);
            _scoreStarts.Add(KeyOf(nodes[at], letters), _scoreCount);
            _scoreCount += count;
            shorter = scores;
        }

        return shorter;
    }

    private float LetterScore(int graphone, int end)
    {
        var length = model.Graphones[graphone].Letters.Length;
        return _letterScores is null ? 0 : _letterScores.Of(graphone, end - length, length);
    }

    private long KeyOf(int context, int letters) => ((long)context * candidates.KeyCount) + letters;

    private Hypothesis Extended(Extension by)
    {
        var symbols = model.Graphones[by.Graphone].Symbols;
        var (hash, count) = by.Previous < 0 ? (0, 0) : (_all[by.Previous].Phones, _all[by.Previous].PhoneCount);
        foreach (var symbol in symbols)
            hash = (hash + symbol + 1) * HashFactor;
        Span<int> nodes = stackalloc int[model.Depth + 1];
        var depth = ContextNodes(by.Graphone, by.Previous, nodes);
        return new Hypothesis(by.Previous, by.Graphone, by.Score, nodes[depth - 1], hash, count + symbols.Length);
    }

    /// <summary>Fills in the nodes of the contexts of a hypothesis, from the empty one to the longest that was ever seen.</summary>
    /// <param name="graphone">Its last graphone.</param>
    /// <param name="previous">The hypothesis before that; -1 for none.</param>
    /// <param name="nodes">Takes the nodes.</param>
    private int ContextNodes(int graphone, int previous, Span<int> nodes)
    {
        nodes[0] = 0;
        for (var depth = 1; depth <= model.Depth; depth++)
        {
            nodes[depth] = model.FindChild(nodes[depth - 1], graphone);
            if (nodes[depth] < 0 || previous < 0)
                return nodes[depth] < 0 ? depth : depth + 1;
            (graphone, previous) = (_all[previous].Graphone, _all[previous].Previous);
        }

        return model.Depth + 1;
    }

    private bool Matches(int graphone, ReadOnlySpan<byte> phones)
    {
        var symbols = model.Graphones[graphone].Symbols;
        if (symbols.Length > phones.Length)
            return false;
        for (var i = 0; i < symbols.Length; i++)
        {
            if (PhoneSymbols.WithStress(symbols[i], 0) != PhoneSymbols.WithStress(phones[i], 0))
                return false;
        }

        return true;
    }

    private static float LogSum(float larger, float smaller) =>
        larger < smaller ? LogSum(smaller, larger) : larger + MathF.Log(1 + MathF.Exp(smaller - larger));

    /// <summary>A way to read the letters so far.</summary>
    /// <param name="Previous">Without its last graphone; -1 for the empty one.</param>
    /// <param name="Graphone">The last one.</param>
    /// <param name="Score">log p.</param>
    /// <param name="Context">The node of the longest context that was ever seen.</param>
    /// <param name="Phones">A hash of the phones: that two of 2^64 are the same by chance is not looked at.</param>
    /// <param name="PhoneCount">How many they are.</param>
    private readonly record struct Hypothesis(int Previous, int Graphone, float Score, int Context, ulong Phones, int PhoneCount);
}
