using Timbre.Audio;
using Timbre.Audio.Pitch;
using Timbre.Models.Tests.Material;
using Timbre.Models.Voices;
using Timbre.Text.Scripts;

namespace Timbre.Models.Tests.Voices;

public class StyleTests
{
    private static readonly Script Sentence = UnadaptedVoice.Read("The boy was there when the sun rose over the long blue water.");

    private static SpokenPhrase Said(SpeechStyle style) => UnadaptedVoice.Speak(Sentence.In(style))[0];

    private static double MedianF0(AudioClip clip) =>
        new Harvest(clip.RateHz).Estimate(clip.Samples).Where(hz => hz > 0).Order().ToArray() is var hz ? hz[hz.Length / 2] : 0;

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.8)]
    [InlineData(1.5)]
    public void Rate_divides_the_duration(double rate)
    {
        var factor = Said(SpeechStyle.Default with { Rate = rate }).Sound.Seconds / Said(SpeechStyle.Default).Sound.Seconds;

        Assert.InRange(factor * rate, 0.9, 1.1);
    }

    [Theory]
    [InlineData(1.2)]
    [InlineData(0.8)]
    [InlineData(1.5)]
    public void Pitch_multiplies_the_median_F0(double pitch)
    {
        var factor = MedianF0(Said(SpeechStyle.Default with { Pitch = pitch }).Sound) / MedianF0(Said(SpeechStyle.Default).Sound);

        Assert.InRange(factor, pitch - 0.03, pitch + 0.03);
    }

    [Theory]
    [InlineData(6, 0.5)]
    [InlineData(-6, 0.5)]
    [InlineData(10, 1)]
    public void Volume_is_added_to_the_level(double volumeDb, double tolerance)
    {
        var (loud, plain) = (Said(SpeechStyle.Default with { VolumeDb = volumeDb }).Sound, Said(SpeechStyle.Default).Sound);

        Assert.Equal(volumeDb, UnadaptedVoice.LevelDb(loud, 0, loud.Seconds) - UnadaptedVoice.LevelDb(plain, 0, plain.Seconds), tolerance);
        Assert.True(loud.Samples.Max(Math.Abs) < 1);
    }

    [Fact]
    public void No_volume_is_silence_of_the_same_length()
    {
        var silent = Said(SpeechStyle.Default with { VolumeDb = double.NegativeInfinity }).Sound;

        Assert.Equal(Said(SpeechStyle.Default).Sound.Seconds, silent.Seconds);
        Assert.True(silent.Samples.Max(Math.Abs) < 1e-4);
    }

    [Fact]
    public void A_word_is_longer_and_louder_the_more_it_is_emphasised()
    {
        const int Word = 6; // "sun"
        var recognised = new List<(double Seconds, double LevelDb)>();
        foreach (var emphasis in new[] { Emphasis.Reduced, Emphasis.Unmarked, Emphasis.Moderate, Emphasis.Strong })
        {
            var phrase = Sentence.Phrases[0];
            var words = phrase.Words.Select((word, i) => i == Word ? word with { Style = word.Style with { Emphasis = emphasis } } : word);
            var spoken = UnadaptedVoice.Speak(Sentence with { Phrases = [phrase with { Words = [.. words] }] })[0];
            var before = phrase.Words.Take(Word).Sum(word => word.Syllables.Sum(syllable => syllable.Phones.Count));
            var phones = spoken.Phones.Skip(1 + before).Take(phrase.Words[Word].Syllables.Sum(syllable => syllable.Phones.Count)).ToArray();
            recognised.Add(
                (phones[^1].EndSeconds - phones[0].StartSeconds,
                    UnadaptedVoice.LevelDb(spoken.Sound, phones[0].StartSeconds, phones[^1].EndSeconds)));
        }

        Assert.All(
            recognised.Zip(recognised.Skip(1)),
            pair =>
                Assert.True(pair.Second.Seconds > 1.04 * pair.First.Seconds && pair.Second.LevelDb > pair.First.LevelDb + 0.5, $"{pair}"));
    }

    [Fact]
    public void A_question_rises_at_its_end_and_a_statement_falls()
    {
        static double Turn(string text)
        {
            var spoken = UnadaptedVoice.Speak(UnadaptedVoice.Read(text))[0];
            var end = spoken.Phones[^1].StartSeconds;
            return MedianF0(spoken.Sound.Cut(end - 0.15, end)) / MedianF0(spoken.Sound);
        }

        Assert.True(Turn("Will you be there in the morning?") > 1.1);
        Assert.True(Turn("They will be there in the morning.") < 1);
    }
}
