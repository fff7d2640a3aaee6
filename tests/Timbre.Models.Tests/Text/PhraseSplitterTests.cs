using Timbre.Models.Text;

namespace Timbre.Models.Tests.Text;

public class PhraseSplitterTests
{
    [Fact]
    public void Sentences_are_phrases() =>
        Assert.Equal(["He said \"no.\"", "Really?!", "Yes;", "it is"], PhraseSplitter.Split("He said \"no.\" Really?! Yes; it is"));

    [Theory]
    [InlineData("Dr. Smith paid 3.50 dollars to J. Doe in Washington.")]
    [InlineData("Visit example.com/page?x=1 today")]
    public void A_stop_that_ends_nothing_does_not_cut(string sentence) => Assert.Equal([sentence], PhraseSplitter.Split(sentence));

    [Fact]
    public void No_phrase_is_too_long_and_no_word_is_lost()
    {
        var random = new Random(1);
        for (var round = 0; round < 200; round++)
        {
            var text = string.Concat(Enumerable.Range(0, 400).Select(_ => "abc ,.!?\n;"[random.Next(10)]));

            var phrases = PhraseSplitter.Split(text).ToArray();

            Assert.All(phrases, phrase => Assert.InRange(phrase.Length, 1, PhraseSplitter.MostChars));
            Assert.Equal(string.Concat(text.Where(c => !char.IsWhiteSpace(c))), string.Concat(string.Concat(phrases).Where(c => !char.IsWhiteSpace(c))));
        }
    }

    [Fact]
    public void A_word_without_end_is_cut() => Assert.Equal(3, PhraseSplitter.Split(new string('a', 2 * PhraseSplitter.MostChars + 1)).Count());
}
