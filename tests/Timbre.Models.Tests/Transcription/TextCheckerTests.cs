using Timbre.Audio;
using Timbre.Models.Tests.Material;
using Timbre.Models.Transcription;
using Timbre.Text.Terms;

namespace Timbre.Models.Tests.Transcription;

public class TextCheckerTests
{
    private const string Said = "Please bring the yellow lantern to the harbour, because the captain is waiting.";

    private static readonly TextChecker Checker = new();
    private static readonly Lazy<AudioClip> Lantern = new(() => FliteSpeech.Say(Said));

    [Fact]
    public void What_a_reader_reads_fits() =>
        Assert.All(
            Reader.Recordings.Zip(Reader.Texts).Where(pair => !pair.Second.Contains("a more a", StringComparison.Ordinal)),
            pair => Assert.True(Check(pair.First.Load(), pair.Second).Fits, pair.Second));

    [Theory]
    [InlineData("Please bring the yellow blanket to the harbour, because the captain is waiting.", "blanket")]
    [InlineData("Please bring the yellow lantern to the harbour, because the doctor is waiting.", "doctor")]
    [InlineData("Please bring the yellow lantern quickly to the harbour, because the captain is waiting.", "quickly")]
    [InlineData("Please bring the yellow lantern to the harbour, because the captain is waiting outside.", "outside.")]
    public void A_word_that_is_not_said_is_found_and_no_other(string text, string failures) =>
        Assert.Equal(
            failures, Assert.Single(Check(Lantern.Value, text).Words, word => !word.IsSaid).Word.Trim('.').PadRight(failures.Length, '.'));

    [Theory]
    [InlineData("Please bring the lantern to the harbour, because the captain is waiting.", 3)]
    [InlineData("The yellow lantern to the harbour, because the captain is waiting.", 0)]
    [InlineData("Please bring the yellow lantern to the harbour.", 8)]
    public void Words_that_are_not_in_the_text_are_found_where_they_are(string text, int before)
    {
        var check = Check(Lantern.Value, text);

        Assert.False(check.Fits);
        Assert.Equal(before, Assert.Single(check.Extras).WordsBefore);
    }

    [Theory]
    [InlineData("Because the captain is waiting, please bring the yellow lantern to the harbour.")]
    [InlineData("A completely different sentence with about as many words as there are.")]
    [InlineData("Yes.")]
    public void Another_order_and_another_sentence_do_not_fit(string text) => Assert.False(Check(Lantern.Value, text).Fits);

    [Fact]
    public void Times_are_those_of_the_words()
    {
        var words = Check(Lantern.Value, Said).Words;

        Assert.Equal(13, words.Count);
        Assert.InRange(words[0].StartSeconds, 0, 0.4);
        Assert.InRange(words[^1].EndSeconds, Lantern.Value.Seconds - 0.6, Lantern.Value.Seconds);
        Assert.All(words.Zip(words.Skip(1)), pair => Assert.True(pair.First.StartSeconds < pair.Second.StartSeconds));
    }

    [Theory]
    [InlineData("It costs 25 dollars on 3 May.", "It costs twenty five dollars on the third of may.")]
    [InlineData("Dr. Smith lives at 221 Baker St.", "Doctor Smith lives at two hundred and twenty one Baker Street.")]
    public void Figures_and_abbreviations_may_be_read_in_any_way(string text, string spoken) =>
        Assert.True(Check(FliteSpeech.Say(spoken), text).Fits);

    [Theory]
    [InlineData("😀🎉")]
    [InlineData("")]
    [InlineData("...")]
    [InlineData("Пожалуйста, принесите жёлтый фонарь в гавань.")]
    [InlineData("请把黄色的灯笼带到港口")]
    [InlineData("<speak>broken")]
    [InlineData("<speak></speak>")]
    public void What_cannot_be_read_is_not_judged(string text) => Assert.False(Check(Lantern.Value, text).IsChecked);

    [Fact]
    public void Markup_is_not_said() => Assert.True(Check(Lantern.Value, $"<speak>{Said}</speak>").Fits);

    [Fact]
    public void No_text_and_no_sound_breaks_it()
    {
        AudioClip[] sounds = [new([], 16000), new(new float[100], 8000), new(new float[16000], 16000), Lantern.Value.Cut(0, 0.3)];
        string[] texts = [
            new('a', 1024), string.Join(' ', Enumerable.Repeat("supercalifragilistic", 50)), string.Concat(Enumerable.Repeat("é ", 512)),
            "123456789 987654321 5:30 €7.50", "bcdfg hjklm", new('x', 100_000), "\0\uFFFF\uD800"
        ];

        Assert.All(sounds, sound => Assert.All(texts, text => Assert.False(Check(sound, text).Fits)));
    }

    private static TextCheck Check(AudioClip sound, string text) => Checker.Check(sound, text, ReadingOptions.None, CancellationToken.None);
}
