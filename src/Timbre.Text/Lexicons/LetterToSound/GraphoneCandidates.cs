namespace Timbre.Text.Lexicons.LetterToSound;

/// <summary>The graphones of a model by their letters, and their scores in any context.</summary>
internal sealed class GraphoneCandidates
{
    private const int AsciiCount = 128;

    private readonly GraphoneModel _model;
    private readonly byte[] _numbers = new byte[AsciiCount]; // [letter]: its number from 1; 0 for what the model has not seen
    private readonly int _letterCount;
    private readonly int[][] _byKey; // [key]: the graphones of these letters, ascending
    private readonly int[] _keys; // [graphone]: the key of its letters
    private readonly int[] _places; // [graphone]: its place among those of its key
    private readonly float[][] _unigrams; // [key][place]: log p without context

    public GraphoneCandidates(GraphoneModel model)
    {
        _model = model;
        foreach (var letter in model.Graphones.SelectMany(graphone => graphone.Letters).Where(char.IsAscii).Distinct())
            _numbers[letter] = (byte)++_letterCount;
        _byKey = new int[(_letterCount + 1) * (_letterCount + 1)][];
        Array.Fill(_byKey, []);
        _keys = new int[model.Graphones.Length];
        _places = new int[model.Graphones.Length];
        foreach (var group in Enumerable.Range(1, model.Graphones.Length - 1).GroupBy(id => Number(model.Graphones[id].Letters)))
        {
            _byKey[group.Key] = [.. group];
            for (var i = 0; i < _byKey[group.Key].Length; i++)
                (_keys[_byKey[group.Key][i]], _places[_byKey[group.Key][i]]) = (group.Key, i);
        }

        _unigrams = [.. _byKey.Select(graphones => Array.ConvertAll(graphones, graphone => model.Score([0], graphone)))];
    }

    /// <summary>The number of keys; they are numbered from 0.</summary>
    public int KeyCount => _byKey.Length;

    /// <summary>The key of one letter or two; -1 where no graphone has them.</summary>
    public int KeyOf(ReadOnlySpan<char> letters)
    {
        foreach (var letter in letters)
        {
            if (letter >= AsciiCount || _numbers[letter] == 0)
                return -1;
        }

        return Number(letters) is var key && _byKey[key].Length > 0 ? key : -1;
    }

    /// <summary>The graphones of a key.</summary>
    public ReadOnlySpan<int> Of(int key) => _byKey[key];

    /// <summary>log p of each graphone of a key without any context.</summary>
    public ReadOnlySpan<float> Unigrams(int key) => _unigrams[key];

    /// <summary>Makes log p of each graphone of a key in a context of those in the context without its first graphone.</summary>
    public void Lengthen(Span<float> scores, int context, int key)
    {
        for (var i = 0; i < scores.Length; i++)
            scores[i] += _model.BackOffWeights[context];
        for (var at = _model.SuccessorStarts[context]; at < _model.SuccessorStarts[context + 1]; at++)
        {
            var graphone = _model.Successors[at];
            if (_keys[graphone] == key)
                scores[_places[graphone]] = _model.LogProbabilities[at];
        }
    }

    private int Number(ReadOnlySpan<char> letters) =>
        _numbers[letters[0]] + (letters.Length > 1 ? _numbers[letters[1]] * (_letterCount + 1) : 0);
}
