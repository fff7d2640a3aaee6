using Timbre.Audio;
using Timbre.Models.Clustergen;
using Timbre.Models.Nn;
using Timbre.Models.Tests.Material;
using Timbre.Text.Scripts;

namespace Timbre.Models.Tests.Voices;

public class TimeTests
{
    private static readonly Script Text = UnadaptedVoice.Read(
        "  Well, the birch canoe — naïve as it was — slid on the smooth planks! Did 5 of them?  It cost them all they had: 😀 nothing "
            + "more.");

    [Fact]
    public void Every_character_has_its_time_in_order()
    {
        var phrases = UnadaptedVoice.Speak(Text);

        Assert.Equal(Text.Text, string.Concat(phrases.SelectMany(phrase => phrase.Graphemes).Select(graph => graph.Text)));
        foreach (var phrase in phrases)
        {
            Assert.All(phrase.Graphemes, graph => Assert.InRange(graph.EndSeconds, graph.StartSeconds, phrase.Sound.Seconds + 1e-4));
            Assert.All(
                phrase.Graphemes.Zip(phrase.Graphemes.Skip(1)),
                pair => Assert.True(pair.Second.StartSeconds >= pair.First.EndSeconds - 1e-9));
        }
    }

    [Fact]
    public void A_words_characters_sound_while_its_phones_do()
    {
        var phrase = UnadaptedVoice.Read("The birch canoe slid on the smooth planks.").Phrases[0];
        var spoken = UnadaptedVoice.Speak(new Script("The birch canoe slid on the smooth planks.", [phrase], null, []))[0];

        var phone = 1;
        foreach (var word in phrase.Words)
        {
            var last = phone + word.Syllables.Sum(syllable => syllable.Phones.Count) - 1;
            Assert.Equal(spoken.Phones[phone].StartSeconds, spoken.Graphemes[word.Source.Start].StartSeconds, 1e-6);
            Assert.Equal(spoken.Phones[last].EndSeconds, spoken.Graphemes[word.Source.End - 1].EndSeconds, 1e-6);
            phone = last + 1;
        }
    }

    [Fact]
    public void Words_that_share_a_span_share_its_characters()
    {
        const string Written = "It is $5 now.";
        var read = UnadaptedVoice.Read("It is five dollars now.").Phrases[0];
        TextSpan[] spans = [new(0, 2), new(3, 2), new(6, 2), new(6, 2), new(9, 3)];
        var phrase =
            read with
            {
                Source = new TextSpan(0, Written.Length),
                Words = [.. read.Words.Zip(spans, (word, span) => word with { Source = span })]
            };

        var spoken = UnadaptedVoice.Speak(new Script(Written, [phrase], null, []))[0];

        var five = 1 + phrase.Words.Take(2).Sum(word => word.Syllables.Sum(syllable => syllable.Phones.Count));
        var dollars = five - 1 + phrase.Words.Skip(2).Take(2).Sum(word => word.Syllables.Sum(syllable => syllable.Phones.Count));
        Assert.Equal(Written, string.Concat(spoken.Graphemes.Select(graph => graph.Text)));
        Assert.Equal(spoken.Phones[five].StartSeconds, spoken.Graphemes[6].StartSeconds, 1e-6);
        Assert.Equal(spoken.Graphemes[6].EndSeconds, spoken.Graphemes[7].StartSeconds, 1e-6);
        Assert.Equal(spoken.Phones[dollars].EndSeconds, spoken.Graphemes[7].EndSeconds, 1e-6);
    }

    [Fact]
    public void Phones_follow_each_other_from_the_beginning_to_the_end_of_the_sound()
    {
        foreach (var phrase in UnadaptedVoice.Speak(Text))
        {
            Assert.Equal(0, phrase.Phones[0].StartSeconds);
            Assert.All(phrase.Phones.Zip(phrase.Phones.Skip(1)), pair => Assert.Equal(pair.First.EndSeconds, pair.Second.StartSeconds, 9));
            Assert.Equal(phrase.Sound.Seconds, phrase.Phones[^1].EndSeconds, 1.0 / SpeechFormat.SampleRateHz);
        }
    }

    [Fact]
    public void Phones_begin_where_their_frames_do()
    {
        foreach (var phrase in Text.Phrases.Where(phrase => phrase.Words.Count > 0))
        {
            var plan = new PhrasePlanner(UnadaptedVoice.Base.Value, UnadaptedVoice.Prosody).Plan(phrase, 0, 0.3);
            for (var segment = 1; segment < plan.Utterance.Segments.Count; segment++)
                Assert.Equal(
                    (plan.Timing.SegmentFirstFrame(segment) - plan.FirstFrame) * Framing.HopSeconds, plan.SegmentStart(segment),
                    Framing.HopSeconds + 1e-6);
        }
    }
}
