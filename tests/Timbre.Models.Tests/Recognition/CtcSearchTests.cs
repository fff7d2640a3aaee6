using Timbre.Models.Recognition.Search;

namespace Timbre.Models.Tests.Recognition;

/// <summary>The search on a small made-up lexicon, against all ways that there are.</summary>
public sealed class CtcSearchTests
{
    private const int Phones = 4; // 0 is the blank
    private static readonly SearchOptions Unbounded = new(0.7f, 0.3f, float.PositiveInfinity, int.MaxValue);

    /// <summary>Words 0 to 4; 1 and 2 sound alike, 3 begins as 0 does.</summary>
    private static readonly (int Word, int[] Phones)[] Lexicon = [(0, [1, 2]), (1, [3]), (2, [3]), (3, [1, 2, 2]), (4, [2, 1])];

    private static readonly LexiconTree Tree = LexiconTree.Build(Lexicon, word => -1 - 0.1f * word);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void Without_bounds_the_best_of_all_ways_is_found(int seed)
    {
        var steps = RandomSteps(seed, count: 7);
        var found = new CtcSearch(Tree, Language, Unbounded).Run(steps, Phones, default).Select(link => link.Word).ToList();
        var best = Sentences(maxWords: 3).Select(words => (Words: words, Score: Score(words, steps))).MaxBy(one => one.Score);
        Assert.Equal(best.Score, Score(found, steps), 4);
    }

    [Fact]
    public void Two_of_the_same_phone_need_a_blank_between_them()
    {
        Assert.Equal([3], Search([1, 2, 0, 2]));
        Assert.Equal([0], Search([1, 2, 2, 2]));
        Assert.Equal([0, 4], Search([1, 2, 0, 2, 1]));
    }

    [Fact]
    public void Of_words_that_sound_alike_the_language_chooses()
    {
        Assert.Equal([0, 2], Search([1, 2, 3])); // 2 is likelier than 1 after 0
        Assert.Equal([4, 1], Search([2, 1, 3]));
    }

    [Fact]
    public void Words_begin_and_end_where_their_phones_do()
    {
        var links = new CtcSearch(Tree, Language, Unbounded).Run(Certain([0, 1, 1, 2, 0, 0, 3, 3]), Phones, default);
        Assert.Equal([(0, 1, 3), (2, 6, 6)], links.Select(link => (link.Word, link.Start, link.End)));
    }

    [Fact]
    public void Silence_and_no_sound_have_no_words()
    {
        Assert.Empty(Search([0, 0, 0, 0]));
        Assert.Empty(Search([]));
    }

    private static IEnumerable<int> Search(int[] phones) =>
        new CtcSearch(Tree, Language, Unbounded).Run(Certain(phones), Phones, default).Select(link => link.Word);

    private static float Language(int word, int before, int beforeThat) =>
        -1 - 0.1f * word - (before == 0 && word == 1 ? 1 : 0) - (before == word ? 0.5f : 0) - (beforeThat == word ? 0.25f : 0);

    private static float[] Certain(int[] phones) =>
        [.. phones.SelectMany(phone => Enumerable.Range(0, Phones).Select(other => other == phone ? -0.01f : -7f))];

    private static float[] RandomSteps(int seed, int count)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).SelectMany(_ =>
        {
            var weights = Enumerable.Range(0, Phones).Select(_ => Math.Exp(2 * random.NextDouble())).ToArray();
            return weights.Select(weight => (float)Math.Log(weight / weights.Sum()));
        })];
    }

    private static IEnumerable<List<int>> Sentences(int maxWords)
    {
        IEnumerable<List<int>> longer = [[]];
        for (var words = 0; words <= maxWords; words++)
        {
            foreach (var sentence in longer)
                yield return sentence;
            longer = longer.SelectMany(sentence => Enumerable.Range(0, 5).Select(word => (List<int>)[.. sentence, word])).ToList();
        }
    }

    /// <summary>What the language gives a sentence, and the best way of its phones through the steps; word 2 sounds as 1 does.</summary>
    private static double Score(List<int> words, float[] steps)
    {
        var said = words.Select((word, i) =>
            Unbounded.LanguageWeight * Language(word, i > 0 ? words[i - 1] : -1, i > 1 ? words[i - 2] : -1) + Unbounded.WordBonus).Sum();
        return said + BestPath([.. words.SelectMany(word => Lexicon[word].Phones)], steps);
    }

    /// <summary>Viterbi over phones with optional blanks around them, by the definition of CTC.</summary>
    private static double BestPath(int[] phones, float[] steps)
    {
        int[] states = [0, .. phones.SelectMany(phone => new[] { phone, 0 })];
        var scores = Enumerable.Repeat(double.NegativeInfinity, states.Length).ToArray();
        scores[0] = 0;
        for (var t = 0; t < steps.Length / Phones; t++)
        {
            var next = new double[states.Length];
            for (var s = 0; s < states.Length; s++)
            {
                var best = t == 0 ? (s <= 1 ? 0 : double.NegativeInfinity) : scores[s];
                if (t > 0 && s > 0)
                    best = Math.Max(best, scores[s - 1]);
                if (t > 0 && s > 1 && states[s] != 0 && states[s] != states[s - 2])
                    best = Math.Max(best, scores[s - 2]);
                next[s] = best + steps[t * Phones + states[s]];
            }

            scores = next;
        }

        return states.Length == 1 ? scores[0] : Math.Max(scores[^1], scores[^2]);
    }
}
