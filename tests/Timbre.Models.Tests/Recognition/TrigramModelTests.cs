using Timbre.Models.Alignment;
using Timbre.Models.Recognition.LanguageModel;

namespace Timbre.Models.Tests.Recognition;

public sealed class TrigramModelTests
{
    private static readonly TrigramModel Model = new(File.ReadAllBytes(PocketSphinx.LanguageModel));

    /// <summary>
    /// Four sentences without marks of their ends, by <c>sphinx_lm_eval -lm en-us.lm.bin -lsn FILE</c> of Debian's sphinxbase-utils:
    /// -1323482 in logarithms to the base 1.0001.
    /// </summary>
    [Fact]
    public void Sentences_are_as_likely_as_another_program_finds_them()
    {
        string[] sentences =
        [
            "the cat sat on the mat", "he had never seen anything like this before", "there's iron they say in all our blood",
            "the the the zebra",
        ];
        Assert.Equal(-1323482 * Math.Log(1.0001), sentences.Sum(LogProbability), 0.05);
    }

    [Fact]
    public void All_words_after_two_others_are_together_as_likely_as_a_model_with_cut_tails_allows()
    {
        foreach (var (before, beforeThat) in ((string, string)[])[("of", "one"), ("the", "in"), ("zebra", "the")])
        {
            var (u, v) = (Model.Find(before), Model.Find(beforeThat));
            var sum = Enumerable.Range(0, Model.Words.Count).Sum(word => Math.Exp(Model.LogProbability(word, u, v)));
            Assert.InRange(sum, 0.97, 1.03);
        }
    }

    [Fact]
    public void A_file_that_is_cut_short_or_no_model_is_refused()
    {
        var file = File.ReadAllBytes(PocketSphinx.LanguageModel);
        foreach (var length in (int[])[0, 10, 30, 100_000, 1_000_000, file.Length / 2, file.Length - 1])
            Assert.Throws<InvalidDataException>(() => new TrigramModel(file[..length]));
    }

    private static double LogProbability(string sentence)
    {
        var (sum, before, beforeThat) = (0.0, -1, -1);
        foreach (var word in sentence.Split(' ').Select(Model.Find))
        {
            Assert.True(word >= 0);
            sum += Model.LogProbability(word, before, beforeThat);
            (before, beforeThat) = (word, before);
        }

        return sum;
    }
}
