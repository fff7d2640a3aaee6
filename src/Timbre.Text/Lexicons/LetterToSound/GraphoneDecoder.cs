using System.Runtime.InteropServices;
using Timbre.Text.Phonemes;

namespace Timbre.Text.Lexicons.LetterToSound;

/// <summary>argmax over phones of Σ over graphones p(letters, phones): the most probable pronunciation of a spelling.</summary>
/// <remarks>A beam search along the letters.</remarks>
internal sealed class GraphoneDecoder
{
    private const float BeamWidth = 12f; // natural logarithm
    private const int MaxHypotheses = 96;

    private readonly GraphoneModel _model;
    private readonly Dictionary<string, int[]> _byLetters;

    /// <summary>The search with a model.</summary>
    public GraphoneDecoder(GraphoneModel model)
    {
        _model = model;
        _byLetters = Enumerable.Range(1, model.Graphones.Length - 1).GroupBy(id => model.Graphones[id].Letters)
            .ToDictionary(group => group.Key, group => group.ToArray());
    }

    /// <summary>The search with the model that this assembly brings.</summary>
    public static GraphoneDecoder Load()
    {
        using var stream = typeof(GraphoneDecoder).Assembly.GetManifestResourceStream("english.lts")
            ?? throw new InvalidOperationException("The letter-to-sound model is not in the assembly.");
        return new GraphoneDecoder(GraphoneFile.Read(stream));
    }

    /// <summary>The phones of a word, vowels stressed (1) or not (0); null when the model cannot read it.</summary>
    /// <param name="word">Letters a to z.</param>
    /// <param name="phones">When given, these and no others: only their stress is looked for.</param>
    public byte[]? Decode(string word, ReadOnlySpan<byte> phones = default)
    {
        var ends = Search(word, phones, out var lattice);
        return ends.Count == 0 ? null : SymbolsOf(lattice, ends.Values.MaxBy(end => end.Probability).Hypothesis);
    }

    /// <summary>The likeliest ways to say a word, the likeliest first; none when the model cannot read it.</summary>
    /// <param name="word">Letters a to z.</param>
    /// <param name="count">At most so many.</param>
    public IReadOnlyList<byte[]> DecodeNBest(string word, int count) =>
        [.. Search(word, default, out var lattice).Values.OrderByDescending(end => end.Probability).Take(count)
            .Select(end => SymbolsOf(lattice, end.Hypothesis))];

    private Dictionary<string, (double Probability, int Hypothesis)> Search(
        string word, ReadOnlySpan<byte> phones, out List<Hypothesis> lattice)
    {
        var constrained = phones.Length > 0;
        var hypotheses = new List<Hypothesis>[word.Length + 1];
        for (var i = 0; i < hypotheses.Length; i++)
            hypotheses[i] = [];
        lattice = new List<Hypothesis>(4096) { new(-1, GraphoneModel.WordBoundary, 0, 0, 0) };
        hypotheses[0].Add(lattice[0] with { Index = 0 });

        Span<int> context = stackalloc int[_model.Depth + 1];
        for (var at = 0; at < word.Length; at++)
        {
            foreach (var hypothesis in Prune(hypotheses[at]))
            {
                var nodes = ContextNodes(lattice, hypothesis.Index, context);
                for (var length = 1; length <= 2 && at + length <= word.Length; length++)
                {
                    if (!_byLetters.TryGetValue(word.Substring(at, length), out var candidates))
                        continue;
                    foreach (var id in candidates)
                    {
                        var symbols = _model.Graphones[id].Symbols;
                        if (constrained && !Matches(symbols, phones[Math.Min(hypothesis.PhoneCount, phones.Length)..]))
                            continue;
                        var score = hypothesis.Score + _model.Score(nodes, id);
                        lattice.Add(new Hypothesis(hypothesis.Index, id, score, hypothesis.PhoneCount + symbols.Length, lattice.Count));
                        hypotheses[at + length].Add(lattice[^1]);
                    }
                }
            }

            hypotheses[at] = [];
        }

        var ends = new Dictionary<string, (double Probability, int Hypothesis)>();
        foreach (var hypothesis in Prune(hypotheses[word.Length]))
        {
            if (constrained && hypothesis.PhoneCount != phones.Length)
                continue;
            var score = hypothesis.Score + _model.Score(ContextNodes(lattice, hypothesis.Index, context), GraphoneModel.WordBoundary);
            var key = Convert.ToHexString(SymbolsOf(lattice, hypothesis.Index));
            ref var end = ref CollectionsMarshal.GetValueRefOrAddDefault(ends, key, out _);
            end = (end.Probability + Math.Exp(score), hypothesis.Index);
        }

        return ends;
    }

    /// <summary>The best ways, best first.</summary>
    private static List<Hypothesis> Prune(List<Hypothesis> hypotheses)
    {
        hypotheses.Sort((a, b) => b.Score.CompareTo(a.Score));
        var best = hypotheses.Count == 0 ? 0 : hypotheses[0].Score;
        return [.. hypotheses.TakeWhile(hypothesis => hypothesis.Score > best - BeamWidth).Take(MaxHypotheses)];
    }

    /// <summary>The nodes of the contexts of a way, from the empty one to the longest known.</summary>
    private ReadOnlySpan<int> ContextNodes(List<Hypothesis> lattice, int hypothesis, Span<int> nodes)
    {
        var (node, depth) = (0, 0);
        nodes[depth++] = 0;
        while (hypothesis >= 0 && depth <= _model.Depth && (node = _model.FindChild(node, lattice[hypothesis].Graphone)) >= 0)
        {
            nodes[depth++] = node;
            hypothesis = lattice[hypothesis].Previous;
        }

        return nodes[..depth];
    }

    private static bool Matches(byte[] symbols, ReadOnlySpan<byte> phones)
    {
        if (symbols.Length > phones.Length)
            return false;
        for (var i = 0; i < symbols.Length; i++)
        {
            if (PhoneSymbols.WithStress(symbols[i], 0) != PhoneSymbols.WithStress(phones[i], 0))
                return false;
        }

        return true;
    }

    private byte[] SymbolsOf(List<Hypothesis> lattice, int hypothesis)
    {
        var symbols = new List<byte>();
        for (; hypothesis >= 0; hypothesis = lattice[hypothesis].Previous)
            symbols.AddRange(_model.Graphones[lattice[hypothesis].Graphone].Symbols.Reverse());
        symbols.Reverse();
        return [.. symbols];
    }

    /// <summary>A way to read the letters so far.</summary>
    private readonly record struct Hypothesis(int Previous, int Graphone, float Score, int PhoneCount, int Index);
}
