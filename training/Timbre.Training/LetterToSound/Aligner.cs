using System.Runtime.InteropServices;
using Timbre.Text.Lexicons.LetterToSound;

namespace Timbre.Training.LetterToSound;

/// <summary>
/// Learns which letters stand for which phones: p(graphone) by expectation and maximisation over all ways to cut a word and its phones into
/// graphones.
/// </summary>
/// <remarks>
/// A graphone is one letter and none to two phones, or two letters and one phone. After S. Deligne, F. Yvon, F. Bimbot (1995).
/// </remarks>
internal sealed class Aligner
{
    private const int Rounds = 12;
    private const double MinCount = 1.5; // of a graphone in the whole dictionary; what is rarer is a mistake or an abbreviation

    private static readonly (int Letters, int Phones)[] Shapes = [(1, 1), (1, 0), (2, 1), (1, 2)];

    private readonly Dictionary<string, double> _probability = [];

    /// <summary>The graphones of each pair, along its most likely way; null for a pair that cannot be cut.</summary>
    public static List<Graphone[]?> Align(IReadOnlyList<(string Word, byte[] Phones)> pairs)
    {
        var aligner = new Aligner();
        for (var round = 0; round < Rounds; round++)
            aligner.Learn(pairs, round == 0);
        return [.. pairs.Select(pair => aligner.Best(pair.Word, pair.Phones))];
    }

    private void Learn(IReadOnlyList<(string Word, byte[] Phones)> pairs, bool first)
    {
        var counts = new Dictionary<string, double>();
        foreach (var (word, phones) in pairs)
            Count(word, phones, first, counts);

        var total = counts.Values.Sum();
        _probability.Clear();
        foreach (var (key, count) in counts)
        {
            if (count >= MinCount || first)
                _probability[key] = count / total;
        }
    }

    /// <summary>Adds how often each graphone is expected in this pair: forward and backward over the grid of letters and phones.</summary>
    private void Count(string word, byte[] phones, bool first, Dictionary<string, double> counts)
    {
        var (letters, said) = (word.Length, phones.Length);
        var forward = new double[letters + 1, said + 1];
        var backward = new double[letters + 1, said + 1];
        forward[0, 0] = backward[letters, said] = 1;
        for (var i = 0; i <= letters; i++)
        {
            for (var j = 0; j <= said; j++)
            {
                foreach (var (l, p) in Shapes)
                {
                    if (i >= l && j >= p)
                        forward[i, j] += forward[i - l, j - p] * Probability(word, i - l, l, phones, j - p, p, first);
                }
            }
        }

        if (forward[letters, said] <= 0)
            return;
        for (var i = letters; i >= 0; i--)
        {
            for (var j = said; j >= 0; j--)
            {
                foreach (var (l, p) in Shapes)
                {
                    if (i + l > letters || j + p > said || backward[i + l, j + p] <= 0)
                        continue;
                    var probability = Probability(word, i, l, phones, j, p, first);
                    backward[i, j] += backward[i + l, j + p] * probability;
                    var expected = forward[i, j] * probability * backward[i + l, j + p] / forward[letters, said];
                    if (expected > 0)
                        CollectionsMarshal.GetValueRefOrAddDefault(counts, Key(word, i, l, phones, j, p), out _) += expected;
                }
            }
        }
    }

    private Graphone[]? Best(string word, byte[] phones)
    {
        var (letters, said) = (word.Length, phones.Length);
        var best = new double[letters + 1, said + 1];
        var shape = new (int Letters, int Phones)[letters + 1, said + 1];
        best[0, 0] = 1;
        for (var i = 0; i <= letters; i++)
        {
            for (var j = 0; j <= said; j++)
            {
                foreach (var (l, p) in Shapes)
                {
                    if (i < l || j < p)
                        continue;
                    var value = best[i - l, j - p] * Probability(word, i - l, l, phones, j - p, p, first: false);
                    if (value > best[i, j])
                        (best[i, j], shape[i, j]) = (value, (l, p));
                }
            }
        }

        if (best[letters, said] <= 0)
            return null;
        var way = new Stack<Graphone>();
        for (var (i, j) = (letters, said); i > 0;)
        {
            var (l, p) = shape[i, j];
            (i, j) = (i - l, j - p);
            way.Push(new Graphone(word.Substring(i, l), phones[j..(j + p)]));
        }

        return [.. way];
    }

    private double Probability(string word, int letter, int letters, byte[] phones, int phone, int said, bool first) =>
        first ? 1 / (40.0 * Math.Pow(40, letters + said)) : _probability.GetValueOrDefault(Key(word, letter, letters, phones, phone, said));

    private static string Key(string word, int letter, int letters, byte[] phones, int phone, int said) =>
        string.Create(letters + 1 + said, (word, letter, letters, phones, phone, said), static (key, from) =>
        {
            from.word.AsSpan(from.letter, from.letters).CopyTo(key);
            key[from.letters] = '|';
            for (var i = 0; i < from.said; i++)
                key[from.letters + 1 + i] = (char)(0x100 + from.phones[from.phone + i]);
        });
}
