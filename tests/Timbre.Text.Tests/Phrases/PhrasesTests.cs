using Timbre.Text.Scripts;
using Timbre.Text.Terms;
using Timbre.Text.Tests.Material;

namespace Timbre.Text.Tests.Phrases;

public class PhrasesTests
{
    private static IReadOnlyList<ScriptPhrase> Read(string text) =>
        new ScriptReader(InstalledDictionaries.English).Read(text, ReadingOptions.None).Phrases;

    private static IEnumerable<string> Cut(string text) => Read(text).Select(phrase => $"{phrase.Source.Slice(text).Trim()}|{phrase.End}");

    [Fact]
    public void Sentences_are_phrases_and_their_marks_say_how_they_end() =>
        Assert.Equal(
            ["He said \"no.\"|Statement", "Really?!|Question", "Yes!|Exclamation", "It is|Statement"],
            Cut("He said \"no.\" Really?! Yes! It is"));

    [Fact]
    public void What_somebody_asks_or_shouts_within_a_sentence_keeps_its_intonation()
    {
        Assert.Equal(
            ["\"Where is it?\"|QuotedQuestion", "she asked.|Statement", "\"Run!\"|QuotedExclamation", "Tom shouted.|Statement"],
            Cut("\"Where is it?\" she asked. \"Run!\" Tom shouted."));
        Assert.Equal(2, Read("\"Where is it?\" she asked. \"Run!\" Tom shouted.").Count(phrase => phrase.End.ClosesSentence()));
    }

    [Theory]
    [InlineData("Dr. Smith paid 3.50 dollars to J. Doe in Washington.")]
    [InlineData("Visit example.com/page?x=1 today")]
    [InlineData("The U.S. Army came at 3 p.m. on Monday.")]
    [InlineData("Apples, pears and plums.")]
    public void A_mark_that_ends_nothing_does_not_cut(string sentence) =>
        Assert.Equal(sentence, Assert.Single(Read(sentence)).Source.Slice(sentence));

    [Theory]
    [InlineData("We met at 3 p.m. Then we left.", "We met at 3 p.m.|Statement")]
    [InlineData("Bring pens etc. We have none.", "Bring pens etc.|Statement")]
    [InlineData("I said no. Not yet.", "I said no.|Statement")]
    [InlineData("He lives on Main St.\nShe does not.", "He lives on Main St.|Statement")]
    public void An_abbreviation_may_end_a_sentence(string text, string first) => Assert.Equal(first, Cut(text).First());

    [Fact]
    public void A_comma_cuts_where_both_sides_deserve_a_phrase_of_their_own() =>
        Assert.Equal(
            [
                "When the sunlight strikes raindrops in the air,|Comma", "they act as a prism and form a rainbow:|Colon",
                "nobody had known it before.|Statement"
            ],
            Cut("When the sunlight strikes raindrops in the air, they act as a prism and form a rainbow: nobody had known it before."));

    [Fact]
    public void Blank_lines_end_paragraphs() =>
        Assert.Equal(["The first of them|Paragraph", "and the second|Statement"], Cut("The first of them\n\nand the second"));

    [Fact]
    public void A_line_that_was_only_wrapped_goes_on() =>
        Assert.Single(Read("This line was wrapped by a mail program at about\nseventy letters."));

    [Fact]
    public void Short_lines_are_sentences() =>
        Assert.Equal(["Milk|Statement", "Eggs|Statement", "Bread|Statement"], Cut("Milk\nEggs\nBread"));

    [Fact]
    public void A_long_sentence_without_marks_is_cut_before_conjunctions()
    {
        const string Text =
            "The report that was published by the committee after a long inquiry into the causes of the accident which had killed forty "
                + "people and injured many more in the small town on the coast said that nobody who had been there could have known what "
                    + "would happen next";

        var phrases = Read(Text);

        Assert.True(phrases.Count > 1);
        Assert.True(phrases[0].Words.Count <= 14, "the first phrase is what a listener waits for");
        Assert.All(phrases.SkipLast(1), phrase => Assert.Equal(PhraseEnd.None, phrase.End));
        Assert.All(
            phrases.Skip(1),
            phrase =>
                Assert.Contains(
                    phrase.Words[0].Spelling, (string[])["after", "which", "and", "said", "that", "who", "into", "in", "on", "what"]));
    }

    [Fact]
    public void What_opens_the_next_phrase_belongs_to_it() =>
        Assert.Equal(
            ["It was late in the day. ", "(\"Very late,\" he said.)"],
            Read(
                "It was late in the day. (\"Very late,\" he said.)").Select(phrase =>
                    phrase.Source.Slice("It was late in the day. (\"Very late,\" he said.)")));
}
