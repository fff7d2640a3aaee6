using Timbre.Models.Clustergen;
using Timbre.Models.Tests.Material;
using Timbre.Models.Voices;
using Timbre.Text.Scripts;

namespace Timbre.Models.Tests.Voices;

public class VoiceSessionTests
{
    private static readonly Script Text = UnadaptedVoice.Read(
        "Four hours of steady work faced us, and nobody complained. Help the woman get back to her feet! Was it the last one?");

    [Fact]
    public void A_seed_reproduces_every_sample_and_another_one_changes_only_the_noise()
    {
        var (first, again, other) = (UnadaptedVoice.Speak(Text, seed: 7), UnadaptedVoice.Speak(Text, seed: 7),
            UnadaptedVoice.Speak(Text, seed: 8));

        Assert.Equal(UnadaptedVoice.Samples(first), UnadaptedVoice.Samples(again));
        Assert.NotEqual(UnadaptedVoice.Samples(first), UnadaptedVoice.Samples(other));
        Assert.Equal(first.SelectMany(phrase => phrase.Phones), other.SelectMany(phrase => phrase.Phones));
    }

    [Fact]
    public void Many_voices_at_once_speak_as_each_does_alone()
    {
        var engine = EmbeddedModels.Engine;
        VoiceModel[] models = [.. Enumerable.Range(0, 4).Select(i => UnadaptedVoice.Of(new ProsodyTarget(90 + 30 * i, 10 + 3 * i, 1)))];
        float[] Say(int i) => UnadaptedVoice.Samples(engine.Open(models[i % models.Length], Text, i).SpeakAll(CancellationToken.None));

        var alone = Enumerable.Range(0, 8).Select(Say).ToArray();
        var together = new float[alone.Length][];
        Parallel.For(0, alone.Length, new ParallelOptions { MaxDegreeOfParallelism = alone.Length }, i => together[i] = Say(i));

        Assert.All(alone.Zip(together), pair => Assert.Equal(pair.First, pair.Second));
    }

    [Fact]
    public void Nothing_is_made_before_it_is_asked_for()
    {
        using var cancel = new CancellationTokenSource();
        using var phrases = EmbeddedModels.Engine.Open(UnadaptedVoice.Model.Value, Text, 1).SpeakAll(cancel.Token).GetEnumerator();

        Assert.True(phrases.MoveNext());
        cancel.Cancel();
        Assert.Throws<OperationCanceledException>(() => phrases.MoveNext());
    }

    [Fact]
    public void Phrases_meet_in_silence()
    {
        foreach (var phrase in UnadaptedVoice.Speak(
            Text with { Phrases = [.. Text.Phrases.Select(phrase => phrase with { PauseSeconds = 0 })] }))
        {
            Assert.True(Math.Abs(phrase.Sound.Samples[0]) < 1e-3);
            Assert.True(Math.Abs(phrase.Sound.Samples[^1]) < 1e-3);
        }
    }

    [Fact]
    public void Stress_marks_stand_before_syllables_and_weak_vowels_are_schwas()
    {
        var spoken = UnadaptedVoice.Speak(UnadaptedVoice.Read("The canoe."))[0];

        Assert.Equal(["SIL", "DH", "AH", "K", "AH", "N", "UW", "SIL"], spoken.Phones.Select(phone => phone.Phone));
        Assert.Equal(["", "ð", "ə", "k", "ə", "ˈn", "u", ""], spoken.Phones.Select(phone => phone.Ipa));
    }
}
