using Timbre.Models.Alignment;
using Timbre.Models.Tests.Material;
using Timbre.Models.Voices;
using Timbre.Text;
using Timbre.Text.Scripts;
using Timbre.Text.Terms;

namespace Timbre.Models.Tests.Voices;

/// <summary>
/// A phrase is the same wherever it stands and whichever others are asked for: what is remembered of it may be heard again.
/// </summary>
public sealed class PhrasePositionTests
{
    private const string Text = "Well, here we are, at last. Nobody came! Well, here we are, at last.<break time=\"300ms\"/> Is that all?";

    private static readonly VoiceEngine Engine = EmbeddedModels.Engine;

    private static Script Read(string text) =>
        new ScriptReader(InstalledLexicon.English).Read($"<speak>{text}</speak>", ReadingOptions.None);

    private static SpokenPhrase Say(Script script, int number, int seed = 1) =>
        Engine.Open(Reader.Voice.Value, script, seed).Speak(number, CancellationToken.None);

    [Fact]
    public void A_phrase_by_itself_is_what_it_is_among_all()
    {
        var script = Read(Text);
        var all = Engine.Open(Reader.Voice.Value, script, 1).SpeakAll(CancellationToken.None).ToList();
        Assert.Equal(script.Phrases.Count, all.Count);
        for (var number = all.Count - 1; number >= 0; number--)
            Assert.Equal(all[number].Sound.Samples, Say(script, number).Sound.Samples);
    }

    [Fact]
    public void Phrases_of_one_fingerprint_are_one_sound_and_only_those()
    {
        var (here, there) = (Read(Text), Read("To begin with, a sentence. " + Text));
        var both = new[] { here, there }.SelectMany(script => Enumerable.Range(0, script.Phrases.Count).Select(number => (script, number)))
            .ToList();
        var kinds = both.GroupBy(phrase => PhraseFingerprint.Of(phrase.script, phrase.number)).ToList();
        Assert.True(kinds.Count < both.Count);
        Assert.All(
            kinds,
            kind => Assert.Single(kind.Select(phrase => string.Join(' ', Say(phrase.script, phrase.number).Sound.Samples)).Distinct()));
        var voiced = kinds.Select(kind => kind.First()).Where(phrase => phrase.script.Phrases[phrase.number].Words.Count > 0).ToList();
        Assert.Equal(
            voiced.Count, voiced.Select(phrase => string.Join(' ', Say(phrase.script, phrase.number).Sound.Samples)).Distinct().Count());
        Assert.NotEqual(Say(here, 0).Sound.Samples, Say(here, 0, seed: 2).Sound.Samples);
    }

    [Fact]
    public void A_plan_is_what_is_said_to_the_sample()
    {
        var script = Read(Text);
        var plans = Engine.Open(Reader.Voice.Value, script, 1).PlanAll(CancellationToken.None).ToList();
        var spoken = Engine.Open(Reader.Voice.Value, script, 7).SpeakAll(CancellationToken.None).ToList();
        Assert.Equal(spoken.Count, plans.Count);
        Assert.All(spoken.Zip(plans), pair =>
        {
            Assert.Equal(pair.First.Sound.Samples.Length, pair.Second.Samples);
            Assert.Equal(pair.First.Graphemes, pair.Second.Graphemes);
            Assert.Equal(pair.First.Phones, pair.Second.Phones);
        });
    }
}
