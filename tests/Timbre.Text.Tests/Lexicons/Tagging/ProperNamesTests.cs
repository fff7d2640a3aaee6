using Timbre.Text.Terms;
using Timbre.Text.Tests.Material;

namespace Timbre.Text.Tests.Lexicons.Tagging;

public class ProperNamesTests
{
    private static readonly ScriptReader Reader = new(InstalledDictionaries.English);

    [Theory]
    [InlineData("We bought the Polish table.", "polish", "P OW1 L IH0 SH")]
    [InlineData("He will polish the table.", "polish", "P AA1 L IH0 SH")]
    [InlineData("How to Polish Silver", "polish", "P AA1 L IH0 SH")]
    [InlineData("They spent a week in Nice.", "nice", "N IY1 S")]
    [InlineData("It was a nice day.", "nice", "N AY1 S")]
    [InlineData("He said, \"Nice work.\"", "nice", "N AY1 S")]
    [InlineData("My aunt lives in Reading.", "reading", "R EH1 D IH0 NG")]
    [InlineData("She was reading a book in bed.", "reading", "R IY1 D IH0 NG")]
    [InlineData("We study the book of Job.", "job", "JH OW1 B")]
    [InlineData("He lost his job.", "job", "JH AA1 B")]
    [InlineData("A Better Job for You", "job", "JH AA1 B")]
    [InlineData("They drove to Mobile.", "mobile", "M OW0 B IY1 L")]
    [InlineData("Is your mobile on?", "mobile", "M OW1 B AH0 L")]
    public void A_capital_within_a_sentence_tells_names_from_words(string written, string word, string phones)
    {
        var said = Reader.Read(written, ReadingOptions.None).Phrases.SelectMany(phrase => phrase.Words)
            .Single(read => read.Spelling == word);

        Assert.Equal(HomographTests.Roughly(phones), HomographTests.Roughly(said.Syllables));
    }
}
