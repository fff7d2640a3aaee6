using Timbre.Text.Terms;
using Timbre.Text.Tests.Material;

namespace Timbre.Text.Tests;

public sealed class SpokenFormTests
{
    [Theory]
    [InlineData("It cost $5, I hear. Really?", "it cost five dollars i hear really", 2)]
    [InlineData("No end", "no end", 1)]
    [InlineData("<speak>One.<break time=\"1s\"/>Two<break time=\"1s\"/></speak>", "one two", 2)]
    [InlineData("<speak><break time=\"1s\"/>One.</speak>", "one", 1)]
    public void Words_stand_in_a_row_and_sentences_are_counted(string text, string words, int sentences)
    {
        var form = Of(text);

        Assert.Equal((text, words, sentences), (form.Text, form.Words, form.Sentences));
    }

    [Fact]
    public void Phones_have_the_stress_of_their_vowels() => Assert.Equal("HH AH0 L OW1 | DH EH1 R", Of("Hello there.").Phones);

    [Fact]
    public void What_is_not_spoken_stands_in_the_issues() =>
        Assert.Contains("я", Assert.Single(Of("Hello я.").Issues), StringComparison.Ordinal);

    private static SpokenForm Of(string text) =>
        SpokenForm.Of(text, new ScriptReader(InstalledDictionaries.English).Read(text, ReadingOptions.None));
}
