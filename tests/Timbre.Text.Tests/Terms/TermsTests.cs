using Timbre.Text.Phonemes.Transcriptions;
using Timbre.Text.Scripts;
using Timbre.Text.Terms;
using Timbre.Text.Tests.Material;

namespace Timbre.Text.Tests.Terms;

public class TermsTests
{
    private static readonly ReadingOptions Options = new(
        new Dictionary<string, string>
        {
            ["ACME"] = "the company",
            ["ACME Corp"] = "the corporation",
            ["loop"] = "loop again",
            ["C3PO"] = "see three",
            ["w/e"] = "whatever"
        },
        new Dictionary<string, IReadOnlyList<Syllable>>
        {
            ["Nguyen"] = TranscriptionParser.Parse("W IH1 N"),
            ["GIF"] = TranscriptionParser.Parse("JH IH1 F")
        });

    private static Script Read(string text) => new ScriptReader(InstalledDictionaries.English).Read(text, Options);

    private static string Said(string text) =>
        string.Join(' ', Read(text).Phrases.SelectMany(phrase => phrase.Words).Select(word => word.Spelling));

    private static string Phones(string text) =>
        string.Join(
            ' ',
            Read(text).Phrases.SelectMany(phrase => phrase.Words).SelectMany(word => word.Syllables)
                .SelectMany(syllable => syllable.Phones));

    [Theory]
    [InlineData("acme pays", "the company pays")]
    [InlineData("Acme Corp pays", "the corporation pays")]
    [InlineData("acmed pays", "acmed pays")]
    [InlineData("loop", "loop again")]
    [InlineData("C3PO w/e", "see three whatever")]
    [InlineData("<speak>ACME <sub alias=\"ACME\">x</sub></speak>", "the company acme")]
    public void A_term_is_replaced_as_a_whole_the_longest_first_and_only_once(string text, string said) => Assert.Equal(said, Said(text));

    [Fact]
    public void Of_many_terms_that_begin_alike_the_longest_that_stands_there_is_read()
    {
        // "a", "a a", and so on; of 100 letters and 99 spaces is the longest that is looked for
        var terms = Enumerable.Range(1, 500).ToDictionary(
            length => string.Join(' ', Enumerable.Repeat("a", length)), length => $"b{length}");
        var found = new TermIndex(new ReadingOptions(terms, ReadingOptions.None.Pronunciations))
            .FindAll(string.Join(' ', Enumerable.Repeat("A", 130)), new TextSpan(0, 259)).ToList();

        Assert.Equal(["b100", "b30"], found.Select(match => match.Term.Spoken));
    }

    [Fact]
    public void What_is_said_for_a_term_points_to_the_term()
    {
        var script = Read("Ask ACME Corp now");

        Assert.Equal(
            ["Ask", "ACME Corp", "ACME Corp", "now"],
            script.Phrases.SelectMany(phrase => phrase.Words).Select(word => word.Source.Slice(script.Text)));
    }

    [Theory]
    [InlineData("nguyen", "W IH N")]
    [InlineData("NGUYEN's", "W IH N Z")]
    [InlineData("GIF", "JH IH F")]
    [InlineData("GIF’s", "JH IH F S")]
    public void Own_phones_go_before_everything(string text, string phones) => Assert.Equal(phones, Phones(text));
}
