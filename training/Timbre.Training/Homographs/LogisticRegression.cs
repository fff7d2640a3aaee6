using Timbre.Text.Lexicons.Tagging;

namespace Timbre.Training.Homographs;

/// <summary>
/// Multinomial logistic regression with few weights, by FTRL-Proximal (H. B. McMahan et al., "Ad click prediction: a view from the
/// trenches", KDD 2013).
/// </summary>
/// <remarks>
/// The loss of an example is -log of the probability of all readings that are right. The scores of the rules are added to those of the
/// weights, here as at run time.
/// </remarks>
internal sealed class LogisticRegression(double l1, double l2, double rate)
{
    private const double Beta = 1;

    private readonly Dictionary<uint, int> _indices = [];
    private readonly List<double> _z = [], _squares = [];
    private readonly HashSet<int> _onlyForTraining = []; // weights that are no use at run time

    /// <summary>Trains on examples in an order of their own, which is the same every time.</summary>
    public void Train(IReadOnlyList<Example> examples, int epochs)
    {
        var prepared = examples.Select(Prepare).ToList();
        var random = new Random(1);
        for (var epoch = 0; epoch < epochs; epoch++)
        {
            var order = Enumerable.Range(0, prepared.Count).ToArray();
            random.Shuffle(order);
            foreach (var i in order)
                Update(prepared[i]);
        }
    }

    /// <summary>The model of the weights that are not 0.</summary>
    public HomographModel ToModel(IEnumerable<string> words) =>
        new(words, [.. _indices.Where(pair => !_onlyForTraining.Contains(pair.Value))
            .Select(pair => KeyValuePair.Create(pair.Key, (float)Weight(pair.Value))).Where(pair => pair.Value != 0)]);

    private Prepared Prepare(Example example)
    {
        var phrase = new TaggedPhrase(example.Words);
        Span<uint> features = stackalloc uint[HomographFeatures.MaxCount];
        var counts = HomographFeatures.Extract(phrase, example.At, features);
        if (example.Source == Source.ContextWord)
        {
            features[0] = HomographFeatures.ContextWord(example.Words[0]);
            features[1] = HomographFeatures.NearContextWord(example.Words[0]);
            counts = new HomographFeatures.Counts(0, 2);
        }

        var readings = example.Homograph.Readings;
        var (weights, scores) = (new int[readings.Count][], new double[readings.Count]);
        for (var i = 0; i < readings.Count; i++)
        {
            scores[i] = example.Source == Source.ContextWord
                ? 0 : HomographRuleScores.ScoreReading(example.Homograph, i, phrase, example.At);
            weights[i] = Indices(example, readings[i], features, counts);
        }

        return new Prepared(weights, scores, example.IsRight, example.Weight);
    }

    private int[] Indices(Example example, Homograph.Reading reading, ReadOnlySpan<uint> features, HomographFeatures.Counts counts)
    {
        var (shared, own) = (HomographModel.SharedScope(example.Word, reading), HomographModel.OwnScope(example.Word, reading));
        var indices = new List<int>();
        foreach (var feature in features[..counts.Local])
            indices.Add(IndexOf(HomographModel.Key(shared, feature)));
        if (example.Source == Source.Replaced)
        {
            // How often the other words occur says nothing of the homograph: that goes into a weight which is thrown away.
            var prior = IndexOf(HomographModel.Key(own, uint.MaxValue));
            _onlyForTraining.Add(prior);
            indices.Add(prior);
            return [.. indices];
        }

        foreach (var feature in features[..counts.All])
            indices.Add(IndexOf(HomographModel.Key(own, feature)));
        return [.. indices];
    }

    private int IndexOf(uint key)
    {
        if (_indices.TryGetValue(key, out var index))
            return index;
        _z.Add(0);
        _squares.Add(0);
        return _indices[key] = _z.Count - 1;
    }

    private double Weight(int index) =>
        Math.Abs(_z[index]) <= l1 ? 0 : -(_z[index] - Math.Sign(_z[index]) * l1) / ((Beta + Math.Sqrt(_squares[index])) / rate + l2);

    private void Update(Prepared example)
    {
        var scores = example.Weights.Select((weights, i) => example.RuleScores[i] + weights.Sum(Weight)).ToArray();
        var max = scores.Max();
        var exponentials = Array.ConvertAll(scores, score => Math.Exp(score - max));
        var (all, right) = (exponentials.Sum(), exponentials.Where((_, i) => example.IsRight[i]).Sum());
        for (var i = 0; i < scores.Length; i++)
        {
            var gradient = exponentials[i] / all - (example.IsRight[i] ? exponentials[i] / Math.Max(right, double.Epsilon) : 0);
            foreach (var index in example.Weights[i])
                Step(index, gradient * example.Weight);
        }
    }

    private void Step(int index, double gradient)
    {
        var sigma = (Math.Sqrt(_squares[index] + gradient * gradient) - Math.Sqrt(_squares[index])) / rate;
        _z[index] += gradient - sigma * Weight(index);
        _squares[index] += gradient * gradient;
    }

    private sealed record Prepared(int[][] Weights, double[] RuleScores, IReadOnlyList<bool> IsRight, double Weight);
}
