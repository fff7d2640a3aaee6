using System.Runtime.InteropServices;

namespace Timbre.Models.Text.Lexicons.Spelling;

/// <summary>argmax over phones of Σ over graphones p(letters, phones): how a word of these letters is most likely said.</summary>
/// <remarks>A beam search along the letters.</remarks>
internal sealed class LetterToSound
{
    private const float BeamWidth = 12f; // natural logarithm
    private const int MostWays = 96;

    private readonly GraphoneModel _model;
    private readonly Dictionary<string, int[]> _byLetters;

    /// <summary>The search with a model.</summary>
    public LetterToSound(GraphoneModel model)
    {
        _model = model;
        _byLetters = Enumerable.Range(1, model.Graphones.Length - 1).GroupBy(id => model.Graphones[id].Letters).ToDictionary(group => group.Key, group => group.ToArray());
    }

    /// <summary>The search with the model that this assembly brings.</summary>
    public static LetterToSound Load()
    {
        using var stream = typeof(LetterToSound).Assembly.GetManifestResourceStream("english.lts") ?? throw new InvalidOperationException("The letter-to-sound model is not in the assembly.");
        return new LetterToSound(GraphoneFile.Read(stream));
    }

    /// <summary>The phones of a word, vowels stressed (1) or not (0); null when the model cannot read it.</summary>
    /// <param name="word">Letters a to z.</param>
    /// <param name="phones">When given, these and no others: only their stress is looked for.</param>
    public byte[]? Say(string word, ReadOnlySpan<byte> phones = default)
    {
        var ends = Ends(word, phones, out var all);
        return ends.Count == 0 ? null : SymbolsOf(all, ends.Values.MaxBy(end => end.Probability).Way);
    }

    /// <summary>The likeliest ways to say a word, the likeliest first; none when the model cannot read it.</summary>
    /// <param name="word">Letters a to z.</param>
    /// <param name="count">At most so many.</param>
    public IReadOnlyList<byte[]> SayAll(string word, int count) =>
        [.. Ends(word, default, out var all).Values.OrderByDescending(end => end.Probability).Take(count).Select(end => SymbolsOf(all, end.Way))];

    private Dictionary<string, (double Probability, int Way)> Ends(string word, ReadOnlySpan<byte> phones, out List<Way> all)
    {
        var constrained = phones.Length > 0;
        var ways = new List<Way>[word.Length + 1];
        for (var i = 0; i < ways.Length; i++)
            ways[i] = [];
        all = new List<Way>(4096) { new(-1, GraphoneModel.Edge, 0, 0, 0) };
        ways[0].Add(all[0] with { Self = 0 });

        Span<int> context = stackalloc int[_model.Depth + 1];
        for (var at = 0; at < word.Length; at++)
        {
            foreach (var way in Best(ways[at]))
            {
                var nodes = Context(all, way.Self, context);
                for (var length = 1; length <= 2 && at + length <= word.Length; length++)
                {
                    if (!_byLetters.TryGetValue(word.Substring(at, length), out var candidates))
                        continue;
                    foreach (var id in candidates)
                    {
                        var symbols = _model.Graphones[id].Symbols;
                        if (constrained && !Fits(symbols, phones[Math.Min(way.Said, phones.Length)..]))
                            continue;
                        var score = way.Score + _model.Score(nodes, id);
                        all.Add(new Way(way.Self, id, score, way.Said + symbols.Length, all.Count));
                        ways[at + length].Add(all[^1]);
                    }
                }
            }

            ways[at] = [];
        }

        var ends = new Dictionary<string, (double Probability, int Way)>();
        foreach (var way in Best(ways[word.Length]))
        {
            if (constrained && way.Said != phones.Length)
                continue;
            var score = way.Score + _model.Score(Context(all, way.Self, context), GraphoneModel.Edge);
            var said = Convert.ToHexString(SymbolsOf(all, way.Self));
            ref var end = ref CollectionsMarshal.GetValueRefOrAddDefault(ends, said, out _);
            end = (end.Probability + Math.Exp(score), way.Self);
        }

        return ends;
    }

    /// <summary>The best ways, best first.</summary>
    private static List<Way> Best(List<Way> ways)
    {
        ways.Sort((a, b) => b.Score.CompareTo(a.Score));
        var best = ways.Count == 0 ? 0 : ways[0].Score;
        return [.. ways.TakeWhile(way => way.Score > best - BeamWidth).Take(MostWays)];
    }

    /// <summary>The nodes of the contexts of a way, from the empty one to the longest known.</summary>
    private ReadOnlySpan<int> Context(List<Way> all, int way, Span<int> nodes)
    {
        var (node, depth) = (0, 0);
        nodes[depth++] = 0;
        while (way >= 0 && depth <= _model.Depth && (node = _model.Child(node, all[way].Graphone)) >= 0)
        {
            nodes[depth++] = node;
            way = all[way].Previous;
        }

        return nodes[..depth];
    }

    private static bool Fits(byte[] symbols, ReadOnlySpan<byte> phones)
    {
        if (symbols.Length > phones.Length)
            return false;
        for (var i = 0; i < symbols.Length; i++)
        {
            if (Symbols.WithStress(symbols[i], 0) != Symbols.WithStress(phones[i], 0))
                return false;
        }

        return true;
    }

    private byte[] SymbolsOf(List<Way> all, int way)
    {
        var symbols = new List<byte>();
        for (; way >= 0; way = all[way].Previous)
            symbols.AddRange(_model.Graphones[all[way].Graphone].Symbols.Reverse());
        symbols.Reverse();
        return [.. symbols];
    }

    /// <summary>A way to read the letters so far.</summary>
    private readonly record struct Way(int Previous, int Graphone, float Score, int Said, int Self);
}
