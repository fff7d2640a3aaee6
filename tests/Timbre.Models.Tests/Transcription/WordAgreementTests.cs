using Timbre.Models.Transcription;
using Timbre.Text.Terms;

namespace Timbre.Models.Tests.Transcription;

public sealed class WordAgreementTests
{
    [Theory]
    [InlineData("", "", "", "0")]
    [InlineData("", "x y", "", "2")]
    [InlineData("a b c", "a b c", "+++", "0 0 0 0")]
    [InlineData("a b c", "a c", "+-+", "0 0 0 0")]
    [InlineData("a b c", "a x c", "+-+", "0 1 0 0")]
    [InlineData("a b c", "a b x c y", "+++", "0 0 1 1")]
    [InlineData("a b c", "", "---", "0 0 0 0")]
    [InlineData("a b", "x a b", "++", "1 0 0")]
    public void Words_are_heard_or_not_and_others_have_their_place(string text, string recognised, string marks, string others)
    {
        var result = WordAgreement.Align(Split(text), Split(recognised), string.Equals);

        Assert.Equal(marks, string.Concat(result.IsRecognised.Select(one => one ? '+' : '-')));
        Assert.Equal(others, string.Join(' ', result.OthersBefore));
    }

    [Fact]
    public void The_alignment_has_the_fewest_edits()
    {
        var random = new Random(1);
        for (var round = 0; round < 500; round++)
        {
            string[] text = Words(random), recognised = Words(random);

            var result = WordAgreement.Align(text, recognised, string.Equals);

            var distance = Levenshtein(text, recognised);
            var (missed, others) = (result.IsRecognised.Count(one => !one), result.OthersBefore.Sum());
            Assert.Equal(distance, result.Edits);
            Assert.Equal(distance / (double)Math.Max(1, text.Length), result.ErrorRate, 9);
            Assert.Equal(text.Length - missed, recognised.Length - others); // what is heard is what is not another
            Assert.InRange(distance, Math.Max(missed, others), missed + others); // a word in the place of another is both
            Assert.Equal(text.Length + 1, result.OthersBefore.Count);
        }
    }

    [Fact]
    public void A_word_left_out_and_another_added_elsewhere_are_two_errors() =>
        Assert.Equal(0.5, WordAgreement.Align(Split("a b c d"), Split("x a b c"), string.Equals).ErrorRate);

    [Fact]
    public void Words_that_sound_alike_are_the_same()
    {
        var result = WordAgreement.Align(Spoken("The grey mare ate their meat."), Spoken("the gray mayor eight there meet"));

        Assert.Equal([true, true, false, true, true, true], result.IsRecognised);
        Assert.Equal(1, result.Edits);
    }

    [Fact]
    public void Where_nothing_was_heard_no_word_is() =>
        Assert.Equal([false, false], WordAgreement.Align(Spoken("Hello there."), null).IsRecognised);

    private static SpokenText Spoken(string text) => SpokenText.Read(text, ReadingOptions.None)!;

    private static string[] Split(string words) => words.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static string[] Words(Random random) =>
        [.. Enumerable.Range(0, random.Next(12)).Select(_ => ((char)('a' + random.Next(4))).ToString())];

    /// <summary>The recursion as it is defined, for every pair of beginnings.</summary>
    private static int Levenshtein(ReadOnlySpan<string> a, ReadOnlySpan<string> b)
    {
        var last = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var next = new int[last.Length];
            next[0] = i;
            for (var j = 1; j < next.Length; j++)
                next[j] = Math.Min(Math.Min(next[j - 1], last[j]) + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
            last = next;
        }

        return last[^1];
    }
}
