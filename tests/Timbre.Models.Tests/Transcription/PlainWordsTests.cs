using Timbre.Models.Transcription;

namespace Timbre.Models.Tests.Transcription;

public sealed class PlainWordsTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("  — … !", "")]
    [InlineData("Hello, World!", "hello world")]
    [InlineData("It's 5 o’clock.", "its 5 oclock")]
    [InlineData("Où est l'élève?", "ou est leleve")]
    [InlineData("Straße\nnach  Köln", "strasse nach koln")]
    [InlineData("e\u0301le\u0300ve ÉLÈVE", "eleve eleve")]
    [InlineData("well-known/unknown", "well known unknown")]
    [InlineData("Привет, мир", "привет мир")]
    [InlineData("日本", "日本")]
    public void Words_are_compared_without_capitals_accents_and_signs(string text, string expected) =>
        Assert.Equal(expected, string.Join(' ', PlainWords.Of(text)));
}
