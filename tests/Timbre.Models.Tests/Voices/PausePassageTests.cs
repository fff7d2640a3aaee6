using Timbre.Audio;
using Timbre.Models.Tests.Material;
using Timbre.Models.Voices;
using Timbre.Text.Scripts;

namespace Timbre.Models.Tests.Voices;

public class PausePassageTests
{
    private static readonly Script Two = UnadaptedVoice.Read("They all ran away. Every one of them.");

    private static Script WithPause(double? seconds, double rate = 1) =>
        Two.In(SpeechStyle.Default with { Rate = rate }) is var script
            ? script with { Phrases = [script.Phrases[0] with { PauseSeconds = seconds }, script.Phrases[1]] }
            : Two;

    private static double PauseInPhones(List<SpokenPhrase> phrases) =>
        phrases[0].Sound.Seconds - phrases[0].Phones[^1].StartSeconds + phrases[1].Phones[0].EndSeconds;

    /// <summary>The longest stretch within which no 5 ms are louder than -50 dB.</summary>
    private static double MaxSilenceSeconds(float[] samples)
    {
        var (longest, now) = (0, 0);
        for (var at = 0; at + 80 <= samples.Length; at += 80)
        {
            now = samples.AsSpan(at, 80).ToArray().Average(sample => sample * sample) < 1e-5 ? now + 1 : 0;
            longest = Math.Max(longest, now);
        }

        return longest * Framing.HopSeconds;
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.2)]
    [InlineData(1.5)]
    public void A_break_lasts_as_long_as_prescribed(double seconds)
    {
        var phrases = UnadaptedVoice.Speak(WithPause(seconds));

        Assert.Equal(seconds, PauseInPhones(phrases), 0.001);
        Assert.Equal(seconds, MaxSilenceSeconds(UnadaptedVoice.Samples(phrases)), 0.02);
    }

    [Fact]
    public void A_phrase_without_words_is_its_pause()
    {
        var text = Two.Text + "\n";
        var script =
            Two with
            {
                Text = text,
                Phrases = [.. Two.Phrases, new ScriptPhrase(new TextSpan(Two.Text.Length, 1), [], PhraseEnd.Paragraph, 0.75)]
            };

        var pause = UnadaptedVoice.Speak(script)[^1];

        Assert.Equal(0.75, pause.Sound.Seconds);
        Assert.All(pause.Sound.Samples, sample => Assert.Equal(0, sample));
        Assert.Equal(new GraphemeTiming("\n", 0, 0.75), Assert.Single(pause.Graphemes));
        Assert.Equal(new SpokenPhone("SIL", "", 0, 0.75), Assert.Single(pause.Phones));
    }

    [Fact]
    public void Stronger_marks_make_longer_pauses()
    {
        PhraseEnd[] ends = [PhraseEnd.None, PhraseEnd.Comma, PhraseEnd.Colon, PhraseEnd.Statement, PhraseEnd.Paragraph];

        var pauses = ends.Select(end =>
            PauseInPhones(UnadaptedVoice.Speak(Two with { Phrases = [Two.Phrases[0] with { End = end }, Two.Phrases[1]] })))
            .ToArray();

        Assert.Equal(pauses.Order().Distinct(), pauses);
    }

    [Fact]
    public void Natural_pauses_follow_the_rate_and_prescribed_ones_do_not()
    {
        Assert.Equal(
            2 * PauseInPhones(UnadaptedVoice.Speak(WithPause(null))), PauseInPhones(UnadaptedVoice.Speak(WithPause(null, rate: 0.5))),
            0.02);
        Assert.Equal(0.5, PauseInPhones(UnadaptedVoice.Speak(WithPause(0.5, rate: 0.5))), 0.001);
    }
}
