using Timbre.Models.Alignment.Acoustics;
using Timbre.Models.Alignment.Words;
using Timbre.Models.Tests.Material;

namespace Timbre.Models.Tests.Alignment.Words;

public class PronunciationsTests
{
    [Fact]
    public void A_word_of_the_dictionary_has_all_its_ways() =>
        Assert.Superset(new HashSet<string> { "IY DH ER", "AY DH ER" }, Ways("either").ToHashSet());

    [Fact]
    public void A_name_in_no_dictionary_has_the_ways_that_its_letters_suggest()
    {
        Assert.False(Of("zwibbly").IsKnown);
        Assert.True(Ways("zwibbly").Count > 1);
        Assert.Contains(Ways("zwibbly"), way => way.StartsWith("Z W IH B", StringComparison.Ordinal));
    }

    [Fact]
    public void A_word_of_the_dictionary_has_the_ways_of_its_letters_too_where_that_is_asked_for()
    {
        var known = Ways("wiry");

        Assert.DoesNotContain("W AY R IY", known);
        Assert.Superset(known.Append("W AY R IY").ToHashSet(), Ways("wiry", alsoByLetters: true));
        Assert.Equal(Ways("the"), Ways("the", alsoByLetters: true));
    }

    [Fact]
    public void Hundreds_go_with_an_and_or_without() =>
        Assert.Superset(new HashSet<string> { "HH AH N D R AH D", "HH AH N D R AH D AH N D" }, Ways("hundred").ToHashSet());

    [Theory]
    [InlineData("Twenty", false)]
    [InlineData("20", true)]
    [InlineData("&", true)]
    [InlineData("Don't", false)]
    public void Only_what_stands_there_in_letters_is_taken_at_its_word(string text, bool isLoose) =>
        Assert.Equal(isLoose, Of(text).AcceptsAnySpeech);

    private static HashSet<string> Ways(string word, bool alsoByLetters = false) =>
        [.. Of(word, alsoByLetters).Variants.Select(way =>
            string.Join(' ', way.Select(phone => SphinxAcousticModel.English.Phones.Names[phone])))];

    private static PronouncedWord Of(string text, bool alsoByLetters = false)
    {
        var script = UnadaptedVoice.Read(text);
        return Pronunciations.English.Of(script.Phrases[0].Words[0], script.Text, alsoByLetters);
    }
}
