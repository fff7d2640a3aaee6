using Timbre.Models.Text;

namespace Timbre.Models.Tests.Text;

public class SpeakableTextTests
{
    [Theory]
    [InlineData("“Don’t” — naïve café", "\"Don't\"  -  naive cafe")]
    [InlineData("tab\there\0", "tab here ")]
    [InlineData("Łódź", "Lodz")]
    [InlineData("5°", "5 degrees ")]
    [InlineData("hello 你好 😀", "hello  ")]
    public void Text_becomes_what_an_English_voice_can_read(string text, string plain) => Assert.Equal(plain, SpeakableText.Of(text));

    [Fact]
    public void Whatever_comes_the_result_is_printable_ascii()
    {
        var all = new string([.. Enumerable.Range(0, char.MaxValue + 1).Select(c => (char)c)]);

        Assert.All(SpeakableText.Of(all), c => Assert.InRange(c, ' ', '~'));
    }
}
