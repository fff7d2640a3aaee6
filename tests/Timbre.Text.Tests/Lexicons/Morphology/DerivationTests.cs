using Timbre.Text.Tests.Material;

namespace Timbre.Text.Tests.Lexicons.Morphology;

public sealed class DerivationTests
{
    [Theory]
    [InlineData("snowboarder's", "S N OW1 / B AO2 R / D ER0 Z")]
    [InlineData("blogging", "B L AA1 / G IH0 NG|B L AO1 / G IH0 NG")]
    [InlineData("emailed", "IY1 / M EY2 L D|IY0 / M EY1 L D|AH0 / M EY1 L D")]
    [InlineData("unfriendliness", "AH0 N / F R EH1 N D / L IY0 / N AH0 S")]
    [InlineData("texted", "T EH1 K / S T AH0 D|T EH1 K / S T IH0 D")]
    [InlineData("the church's", "CH ER1 / CH AH0 Z|CH ER1 / CH IH0 Z")]
    [InlineData("cats'", "K AE1 T S")]
    [InlineData("she'll", "SH IY1 L")]
    [InlineData("robot'll", "R OW1 / B AA2 / T AH0 L")]
    [InlineData("goin'", "G OW1 / AH0 N|G OW1 / IH0 N")]
    [InlineData("don't", "D OW1 N T")]
    [InlineData("well-known", "W EH1 L / N OW2 N")]
    [InlineData("twenty-five", "T W EH1 N / T IY0 / F AY2 V|T W EH1 N / IY0 / F AY2 V")]
    [InlineData("re-enter", "R IY0 / EH1 N / T ER0")]
    [InlineData("chatbots", "CH AE1 T / B AA2 T S|CH AE1 T / B AA0 T S")]
    [InlineData("podcasters", "P AA1 D / K AE2 / S T ER0 Z|P AA1 D / K AE2 S / T ER0 Z")]
    [InlineData("a-b", "EY1 / B IY2")]
    [InlineData("snowboard", "S N OW1 / B AO2 R D")]
    [InlineData("hotheaded", "HH AA1 T / HH EH2 / D AH0 D|HH AA1 T / HH EH2 / D IH0 D")]
    public void A_word_made_of_known_words_is_said_like_them(string words, string expected) =>
        Assert.Contains(LexiconTests.Say(words).Split(" | ")[^1], expected.Split('|'));

    [Theory]
    [InlineData("blorptastic")]
    [InlineData("zyxqv")]
    [InlineData("grommelspond")]
    [InlineData("antidisestablishmentarianism")]
    [InlineData("o'clock")]
    [InlineData("rock'n'roll")]
    [InlineData("bfg")]
    [InlineData("'s")]
    [InlineData("x")]
    [InlineData("jalapeño")]
    [InlineData("hmm")]
    [InlineData("'")]
    [InlineData("---")]
    public void Any_word_has_a_reading(string word)
    {
        var syllables = InstalledDictionaries.English.Read([word], LexiconTests.NoOwn)[0].Syllables;
        Assert.NotEmpty(syllables);
        Assert.All(syllables, syllable => Assert.NotEmpty(syllable.Phones));
    }

    [Theory]
    [InlineData("pneumonoultramicroscopic")]
    [InlineData("dog")]
    [InlineData("a-")]
    [InlineData("b'")]
    public void A_very_long_word_is_read_all_the_same(string part)
    {
        var word = string.Concat(Enumerable.Repeat(part, 1000 / part.Length));
        Assert.NotEmpty(InstalledDictionaries.English.Read([word], LexiconTests.NoOwn)[0].Syllables);
    }
}
