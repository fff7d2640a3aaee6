using Timbre.Models.Nn;
using Timbre.Models.Tests.Material;
using Timbre.Models.Voices;
using Timbre.Text.Scripts;

namespace Timbre.Models.Tests.Voices;

public sealed class PhraseStretchTests
{
    private static readonly Script Text = UnadaptedVoice.Read(
        "Four hours of steady work faced us and nobody in the quiet house complained about the heavy rain. Was it the last one?");

    [Fact]
    public void Joined_stretches_are_the_phrase_and_its_times_are_known_with_the_first_of_them()
    {
        var session = Open();
        for (var number = 0; number < session.Count; number++)
        {
            var spoken = Open().Speak(number, default);
            var stretches = session.SpeakStretches(number, default).ToList();

            Assert.Equal(spoken.Sound.Samples, stretches.SelectMany(stretch => stretch.Sound.Samples));
            Assert.True(stretches[0].IsFirst);
            Assert.Equal([stretches[^1]], stretches.Where(stretch => stretch.IsLast));
            Assert.All(
                stretches.Zip(stretches.Skip(1)),
                pair => Assert.Equal(pair.First.Start + pair.First.Sound.Samples.Length, pair.Second.Start));
            Assert.Equal(spoken.Phones, stretches[0].Phrase.Phones);
            Assert.Equal(spoken.Graphemes, stretches[0].Phrase.Graphemes);
        }
    }

    [Fact]
    public void The_first_stretch_is_short_and_no_other_is_long()
    {
        var seconds = Open().SpeakStretches(0, default).Select(stretch => stretch.Sound.Seconds).ToList();
        Assert.InRange(seconds.Count, 4, 8);
        Assert.InRange(seconds[0], 0.2, 0.4);
        Assert.All(seconds, length => Assert.InRange(length, 0.2, 1.7));
    }

    [Fact]
    public void Phrases_whose_stretches_take_turns_sound_as_each_does_alone()
    {
        var session = Open();
        List<PhraseStretch> first = [], second = [];
        using (var one = session.SpeakStretches(0, default).GetEnumerator())
        using (var other = session.SpeakStretches(1, default).GetEnumerator())
        {
            var (more, others) = (true, true);
            while (more || others)
            {
                more = one.MoveNext();
                others = other.MoveNext();
                if (more)
                    first.Add(one.Current);
                if (others)
                    second.Add(other.Current);
            }
        }

        Assert.Equal(Open().Speak(0, default).Sound.Samples, SpokenPhrase.Of(first).Sound.Samples);
        Assert.Equal(Open().Speak(1, default).Sound.Samples, SpokenPhrase.Of(second).Sound.Samples);
    }

    [Fact]
    public void Whoever_stops_listening_gets_no_further_stretch()
    {
        using var cancel = new CancellationTokenSource();
        using var stretches = Open().SpeakStretches(0, cancel.Token).GetEnumerator();

        Assert.True(stretches.MoveNext());
        cancel.Cancel();
        Assert.Throws<OperationCanceledException>(() => stretches.MoveNext());
    }

    [Fact]
    public void A_voice_of_clusters_makes_a_phrase_in_one()
    {
        var stretch = Assert.Single(
            EmbeddedModels.Engine.Open(UnadaptedVoice.Model.Value, Text, 1).SpeakStretches(0, CancellationToken.None));
        Assert.True(stretch is { IsFirst: true, IsLast: true });
    }

    [Fact]
    public void A_long_pause_comes_in_stretches_too()
    {
        var paused = Text with { Phrases = [Text.Phrases[0] with { PauseSeconds = 6 }, Text.Phrases[1]] };
        var stretches = EmbeddedModels.Engine.Open(Reader.Voice.Value, paused, 1).SpeakStretches(0, default).ToList();

        Assert.All(stretches, stretch => Assert.InRange(stretch.Sound.Samples.Length, 1, 1.7 * SpeechFormat.SampleRateHz));
        Assert.Contains(stretches[^2].Sound.Samples, sample => sample != 0); // the room goes on
    }

    private static VoiceSession Open() => EmbeddedModels.Engine.Open(Reader.Voice.Value, Text, 1);
}
