using Timbre.Audio;
using Timbre.Models.Synthesis.Planning;
using Timbre.Models.Tests.Material;
using Timbre.Models.Text.Scripts;

namespace Timbre.Models.Tests.Synthesis;

public class TimeTests
{
    private static readonly Script Text = PlainVoice.Read("  Well, the birch canoe — naïve as it was — slid on the smooth planks! Did 5 of them?  It cost them all they had: 😀 nothing more.");

    [Fact]
    public void Every_character_has_its_time_in_order()
    {
        var phrases = PlainVoice.Speak(Text);

        Assert.Equal(Text.Text, string.Concat(phrases.SelectMany(phrase => phrase.Graphs).Select(graph => graph.Text)));
        foreach (var phrase in phrases)
        {
            Assert.All(phrase.Graphs, graph => Assert.InRange(graph.EndSeconds, graph.StartSeconds, phrase.Sound.Seconds + 1e-4));
            Assert.All(phrase.Graphs.Zip(phrase.Graphs.Skip(1)), pair => Assert.True(pair.Second.StartSeconds >= pair.First.EndSeconds - 1e-9));
        }
    }

    [Fact]
    public void A_words_characters_sound_while_its_phones_do()
    {
        var phrase = PlainVoice.Read("The birch canoe slid on the smooth planks.").Phrases[0];
        var said = PlainVoice.Speak(new Script("The birch canoe slid on the smooth planks.", [phrase], null, []))[0];

        var phone = 1;
        foreach (var word in phrase.Words)
        {
            var last = phone + word.Syllables.Sum(syllable => syllable.Phones.Count) - 1;
            Assert.Equal(said.Phones[phone].StartSeconds, said.Graphs[word.Source.Start].StartSeconds, 1e-6);
            Assert.Equal(said.Phones[last].EndSeconds, said.Graphs[word.Source.End - 1].EndSeconds, 1e-6);
            phone = last + 1;
        }
    }

    [Fact]
    public void Words_that_share_a_span_share_its_characters()
    {
        const string Written = "It is $5 now.";
        var read = PlainVoice.Read("It is five dollars now.").Phrases[0];
        TextSpan[] spans = [new(0, 2), new(3, 2), new(6, 2), new(6, 2), new(9, 3)];
        var phrase = read with { Source = new TextSpan(0, Written.Length), Words = [.. read.Words.Zip(spans, (word, span) => word with { Source = span })] };

        var said = PlainVoice.Speak(new Script(Written, [phrase], null, []))[0];

        var five = 1 + phrase.Words.Take(2).Sum(word => word.Syllables.Sum(syllable => syllable.Phones.Count));
        var dollars = five - 1 + phrase.Words.Skip(2).Take(2).Sum(word => word.Syllables.Sum(syllable => syllable.Phones.Count));
        Assert.Equal(Written, string.Concat(said.Graphs.Select(graph => graph.Text)));
        Assert.Equal(said.Phones[five].StartSeconds, said.Graphs[6].StartSeconds, 1e-6);
        Assert.Equal(said.Graphs[6].EndSeconds, said.Graphs[7].StartSeconds, 1e-6);
        Assert.Equal(said.Phones[dollars].EndSeconds, said.Graphs[7].EndSeconds, 1e-6);
    }

    [Fact]
    public void Phones_follow_each_other_from_the_beginning_to_the_end_of_the_sound()
    {
        foreach (var phrase in PlainVoice.Speak(Text))
        {
            Assert.Equal(0, phrase.Phones[0].StartSeconds);
            Assert.All(phrase.Phones.Zip(phrase.Phones.Skip(1)), pair => Assert.Equal(pair.First.EndSeconds, pair.Second.StartSeconds, 9));
            Assert.Equal(phrase.Sound.Seconds, phrase.Phones[^1].EndSeconds, 1.0 / VoiceEngine.SpeechRateHz);
        }
    }

    [Fact]
    public void Phones_begin_where_their_frames_do()
    {
        foreach (var phrase in Text.Phrases.Where(phrase => phrase.Words.Count > 0))
        {
            var plan = new PhrasePlanner(PlainVoice.Base.Value, PlainVoice.Prosody).Plan(phrase, 0, 0.3);
            for (var segment = 1; segment < plan.Utterance.Segments.Count; segment++)
                Assert.Equal((plan.Timing.SegmentFirstFrame(segment) - plan.FirstFrame) * Framing.HopSeconds, plan.SegmentStart(segment), Framing.HopSeconds + 1e-6);
        }
    }
}
