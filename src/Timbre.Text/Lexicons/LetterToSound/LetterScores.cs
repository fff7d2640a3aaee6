using System.Security.Cryptography;
using System.Text;

namespace Timbre.Text.Lexicons.LetterToSound;

/// <summary>log p of each graphone at each letter of a word, given the letters of the whole word.</summary>
/// <remarks>Of one thread at a time.</remarks>
internal sealed class LetterScores
{
    private const int Inside = GraphoneModel.WordBoundary; // the second letter of a graphone

    private readonly ILetterNetwork _network;
    private readonly GraphoneCandidates _candidates;
    private readonly int _count;
    private float[] _scores = [];
    private string _word = ""; // that they are of

    /// <summary>The scores of a network for the graphones of a model.</summary>
    /// <exception cref="InvalidDataException">The network was trained with other graphones.</exception>
    public LetterScores(ILetterNetwork network, GraphoneModel model, GraphoneCandidates candidates)
    {
        (_network, _candidates, _count) = (network, candidates, network.GraphoneCount);
        if (_count != model.Graphones.Length || network.GraphoneHash != HashOf(model.Graphones))
            throw new InvalidDataException("The network of letters and the letter-to-sound model were trained with different graphones.");
    }

    /// <summary>Reads a word of letters a to z.</summary>
    public void Read(string word)
    {
        if (word == _word)
            return;
        _word = word;
        if (_scores.Length < word.Length * _count)
            _scores = new float[word.Length * _count];
        _network.Score(word, _scores.AsSpan(0, word.Length * _count));
        for (var at = 0; at < word.Length; at++)
        {
            var row = _scores.AsSpan(at * _count, _count);
            var single = Possible(word.AsSpan(at, 1));
            var pair = at + 1 < word.Length ? Possible(word.AsSpan(at, 2)) : default;
            var highest = Math.Max(row[Inside], Math.Max(Highest(row, single), Highest(row, pair)));
            var sum = MathF.Exp(row[Inside] - highest) + Sum(row, single, highest) + Sum(row, pair, highest);
            var logSum = highest + MathF.Log(sum);
            row[Inside] -= logSum;
            Subtract(row, single, logSum);
            Subtract(row, pair, logSum);
        }
    }

    /// <summary>log p of a graphone whose letters are those at a place of the word.</summary>
    public float Of(int graphone, int place, int letters)
    {
        var score = _scores[(place * _count) + graphone];
        return letters == 1 ? score : score + _scores[((place + 1) * _count) + Inside];
    }

    private ReadOnlySpan<int> Possible(ReadOnlySpan<char> letters) =>
        _candidates.KeyOf(letters) is >= 0 and var key ? _candidates.Of(key) : default;

    private static float Highest(ReadOnlySpan<float> row, ReadOnlySpan<int> graphones)
    {
        var highest = float.NegativeInfinity;
        foreach (var graphone in graphones)
            highest = Math.Max(highest, row[graphone]);
        return highest;
    }

    private static float Sum(ReadOnlySpan<float> row, ReadOnlySpan<int> graphones, float highest)
    {
        var sum = 0f;
        foreach (var graphone in graphones)
            sum += MathF.Exp(row[graphone] - highest);
        return sum;
    }

    private static void Subtract(Span<float> row, ReadOnlySpan<int> graphones, float value)
    {
        foreach (var graphone in graphones)
            row[graphone] -= value;
    }

    private static int HashOf(IEnumerable<Graphone> graphones)
    {
        var names = string.Join(' ', graphones.Skip(1).Select(graphone => $"{graphone.Letters}|{Convert.ToHexString(graphone.Symbols)}"));
        return BitConverter.ToInt32(SHA256.HashData(Encoding.ASCII.GetBytes(names)));
    }
}
