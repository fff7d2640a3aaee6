using FsCheck;
using FsCheck.Fluent;
using Timbre.Text.Scripts;
using Timbre.Text.Terms;
using Timbre.Text.Tests.Material;

namespace Timbre.Text.Tests;

public class ScriptReaderTests
{
    private static readonly ScriptReader Reader = new(InstalledDictionaries.English);

    /// <summary>Fragments that texts are made of, and characters that break readers.</summary>
    private static readonly string[] Fragments =
    [
        "a", "word", "The", "FBI", "NASA", "don't", "Dr.", "St.", "e.g.", "U.S.", "5", "12", "1999", "3.14", "1,234", "$", "€", "%", "km",
        "°C", "½", "²", "-", "–", "—", "/", ":", "'", "\"", "(", ")", ".", "...", "!", "?", ",", ";",
        "@", "#", "_", "www.", "http://", ".com", "<", ">", "&", "+", "=", "*", "\n", "\n\n", "\r\n", " ", " ", " ", "\t", "\0", "😀",
        "\ud83d", "\ude00", "é", "ﬁ", "你", "Привет", "π", "І", "\u200d", "\ufe0f", "\u0301", "am", "pm", "st", "May", "Mon", "XIV", "I",
        "x", "s", "iPhone", "C++", "²³⁴",
    ];

    private static Arbitrary<string> Texts =>
        Gen.Elements(Fragments).ListOf().Select(fragments => string.Concat(fragments)).ToArbitrary();

    private static Script? Read(string text)
    {
        try
        {
            return Reader.Read(text, ReadingOptions.None);
        }
        catch (ScriptException)
        {
            return null; // nothing to say is an answer
        }
    }

    [Fact]
    public void Any_text_becomes_a_script_whose_phrases_cover_it_in_order() =>
        Prop.ForAll(Texts, Holds).Check(Config.QuickThrowOnFailure.WithMaxTest(2000).WithEndSize(60));

    [Fact]
    public void Any_characters_at_all_do_too() =>
        Prop.ForAll(ArbMap.Default.ArbFor<string>(), text => Holds(text ?? "")).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    private static bool Holds(string text)
    {
        if (Read(text) is not { } script)
            return true;
        Assert.Equal(text, script.Text);
        Assert.Equal(text, string.Concat(script.Phrases.Select(phrase => phrase.Source.Slice(text))));
        var words = script.Phrases.SelectMany(phrase => phrase.Words).ToList();
        Assert.All(
            words.Zip(words.Skip(1)),
            pair => Assert.True(pair.First.Source.Start <= pair.Second.Source.Start && pair.First.Source.End <= pair.Second.Source.End));
        Assert.All(words, word => Assert.Matches("^[a-z']*[a-z][a-z']*$", word.Spelling));
        Assert.All(words, word => Assert.NotEmpty(word.Syllables));
        Assert.All(
            script.Phrases, phrase => Assert.True(phrase.Words.Count <= 40 && phrase.Words.Sum(word => word.Spelling.Length + 1) <= 241));
        Assert.All(
            script.Phrases,
            phrase =>
                Assert.All(
                    phrase.Words, word => Assert.True(word.Source.Start >= phrase.Source.Start && word.Source.End <= phrase.Source.End)));
        return true;
    }

    [Fact]
    public void Plain_small_words_are_said_as_they_are()
    {
        var words = new[] { "the", "quick", "brown", "fox", "jumps", "over", "lazy", "dogs", "and", "don't", "isn't", "river", "house" };

        Prop.ForAll(Gen.Elements(words).NonEmptyListOf().ToArbitrary(), said =>
            Assert.Equal(
                said, Read(string.Join(' ', said))!.Phrases.SelectMany(phrase => phrase.Words)
                    .Select(word => word.Spelling))).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData("1")]
    [InlineData("a.b@")]
    [InlineData("1-")]
    [InlineData("/a")]
    [InlineData("²")]
    [InlineData("'")]
    [InlineData("A. ")]
    [InlineData("In 1999, Dr. Smith paid $5.99 for 3 km of rope. ")]
    public void A_long_text_takes_no_longer_than_its_length_asks(string fragment)
    {
        var text = string.Concat(Enumerable.Repeat(fragment, 100_000 / fragment.Length));
        var clock = System.Diagnostics.Stopwatch.StartNew();

        Read(text);

        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(30), $"{clock.Elapsed}"); // quadratic work would take many minutes
    }

    [Fact]
    public void A_word_stands_for_what_was_written()
    {
        var script = Reader.Read("Pay $5.99 to Dr. Zoë", ReadingOptions.None);

        Assert.Equal(
            [
                "pay=Pay", "five=$5.99", "dollars=$5.99", "and=$5.99", "ninety=$5.99", "nine=$5.99", "cents=$5.99", "to=to", "doctor=Dr.",
                "zoe=Zoë"
            ],
            script.Phrases.SelectMany(phrase => phrase.Words).Select(word => $"{word.Spelling}={word.Source.Slice(script.Text)}"));
    }

    [Fact]
    public void Letters_of_other_alphabets_are_named()
    {
        var issue = Assert.Single(Reader.Read("Hello Привет", ReadingOptions.None).Issues);

        Assert.Contains("6 letters", issue);
        Assert.Contains("Привет", issue);
    }

    [Theory]
    [InlineData("This ~ that", "~ (U+007E)")]
    [InlineData("up ^ there", "^ (U+005E)")]
    [InlineData("a lone \\ sign", "\\ (U+005C)")]
    [InlineData("a lone @", "@ (U+0040)")]
    [InlineData("so <> it ends", "< (U+003C) > (U+003E)")]
    [InlineData("one ⸎ more", "⸎ (U+2E0E)")]
    public void A_sign_that_is_not_spoken_is_named(string text, string named) =>
        Assert.Contains(named, Assert.Single(Reader.Read(text, ReadingOptions.None).Issues), StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData(" ... ")]
    [InlineData("你好")]
    [InlineData("<speak></speak>")]
    public void A_text_with_nothing_to_say_is_the_callers_mistake(string text) =>
        Assert.Throws<ScriptException>(() => Reader.Read(text, ReadingOptions.None));
}
