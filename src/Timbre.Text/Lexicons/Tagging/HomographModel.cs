using System.Collections.Frozen;

namespace Timbre.Text.Lexicons.Tagging;

/// <summary>
/// A multinomial logistic regression over a homograph's readings. Its weights are of two kinds: of a feature for a part of speech, shared
/// by all words, and of a feature for one pronunciation of one word.
/// </summary>
internal sealed class HomographModel
{
    private readonly uint[] _keys; // open addressing; 0 is free
    private readonly float[] _weights;

    /// <summary>A model of given weights.</summary>
    /// <param name="words">The homographs that it was trained on.</param>
    /// <param name="weights">By keys of <see cref="Key"/>, none of them 0.</param>
    public HomographModel(IEnumerable<string> words, IReadOnlyCollection<KeyValuePair<uint, float>> weights)
    {
        (Words, Weights) = (words.ToFrozenSet(StringComparer.Ordinal), weights);
        var slots = 1;
        while (slots < 2 * weights.Count + 2)
            slots *= 2;
        (_keys, _weights) = (new uint[slots], new float[slots]);
        foreach (var (key, weight) in weights)
        {
            var slot = SlotOf(key);
            (_keys[slot], _weights[slot]) = (key, weight);
        }
    }

    /// <summary>The homographs that it was trained on, in small letters.</summary>
    public FrozenSet<string> Words { get; }

    /// <summary>What it was made of.</summary>
    public IReadOnlyCollection<KeyValuePair<uint, float>> Weights { get; }

    /// <summary>The sum of the weights of a reading.</summary>
    /// <param name="word">In small letters.</param>
    /// <param name="reading">One of its readings.</param>
    /// <param name="features">Those of <see cref="HomographFeatures.Extract"/>.</param>
    /// <param name="counts">How many of them there are.</param>
    public double Score(string word, Homograph.Reading reading, ReadOnlySpan<uint> features, HomographFeatures.Counts counts)
    {
        var (shared, own) = (SharedScope(word, reading), OwnScope(word, reading));
        var sum = 0.0;
        for (var i = 0; i < counts.All; i++)
        {
            sum += WeightOf(Key(own, features[i]));
            if (i < counts.Local)
                sum += WeightOf(Key(shared, features[i]));
        }

        return sum;
    }

    /// <summary>What all words' readings of one part of speech have in common; words in -s apart, since verbs and nouns inflect.</summary>
    public static uint SharedScope(string word, Homograph.Reading reading) => 2 * (uint)reading.Part + (word.EndsWith('s') ? 1u : 0u);

    /// <summary>One pronunciation of one word.</summary>
    public static uint OwnScope(string word, Homograph.Reading reading)
    {
        var scope = HomographFeatures.Hash(word);
        foreach (var symbol in reading.Symbols)
            scope = HomographFeatures.Mix(scope, symbol);
        return scope;
    }

    /// <summary>The key of a weight; never 0.</summary>
    public static uint Key(uint scope, uint feature) => Math.Max(1, HomographFeatures.Mix(scope, feature));

    private float WeightOf(uint key) => _weights[SlotOf(key)]; // a free slot has weight 0

    private int SlotOf(uint key)
    {
        var mask = _keys.Length - 1;
        var slot = (int)key & mask;
        while (_keys[slot] != 0 && _keys[slot] != key)
            slot = (slot + 1) & mask;
        return slot;
    }
}
