using System.Globalization;
using Timbre.Audio;
using Timbre.Models.Nn;
using Timbre.Models.Output;
using Timbre.Models.Utterances;
using Timbre.Text.Phonemes;
using Timbre.Text.Scripts;

namespace Timbre.Models.Voices;

/// <summary>Speaks the phrases of a script with a model, in whatever order they are asked for.</summary>
/// <remarks>Holds scratch: one thread at a time.</remarks>
internal sealed class ScriptSynthesizer(VoiceModel model, IPhraseVoice voice, Script script, int seed)
{
    /// <summary>The phrase with a number.</summary>
    public SpokenPhrase Synthesize(int number)
    {
        var phrase = script.Phrases[number];
        if (phrase.Words.Count == 0)
        {
            var quiet = Silence(number);
            return new SpokenPhrase(new AudioClip(new float[quiet.Samples], SpeechFormat.SampleRateHz), quiet.Graphemes, quiet.Phones);
        }

        var plan = PlanPhrase(number);
        var sound = voice.Speak(plan, NoiseSeed(number));
        PostProcessing.Apply(sound.Samples, model.OutputStage);
        return new SpokenPhrase(sound, GraphemeTimings.Of(phrase, script.Text, plan), [.. Phones(phrase, plan)]);
    }

    /// <summary>The same without its sound.</summary>
    public PlannedPhrase Plan(int number)
    {
        var phrase = script.Phrases[number];
        if (phrase.Words.Count == 0)
            return Silence(number);
        var plan = PlanPhrase(number);
        return new PlannedPhrase(plan.Samples, GraphemeTimings.Of(phrase, script.Text, plan), [.. Phones(phrase, plan)]);
    }

    private PhrasePlan PlanPhrase(int number) => voice.Plan(script.Phrases[number], script.PositionInSentence(number), PauseAfter(number));

    private double PauseAfter(int number) => PauseDurations.After(script.Phrases[number], number == script.Phrases.Count - 1);

    private PlannedPhrase Silence(int number)
    {
        var phrase = script.Phrases[number];
        var samples = (int)Math.Round((phrase.PauseSeconds ?? PauseAfter(number)) * SpeechFormat.SampleRateHz);
        var seconds = (double)samples / SpeechFormat.SampleRateHz;
        var graphs = new List<GraphemeTiming>();
        GraphemeTimings.Spread(phrase.Source.Slice(script.Text), 0, seconds, graphs);
        return new PlannedPhrase(samples, graphs, [new SpokenPhone(Timbre.Text.Phonemes.CmuPhoneSet.Pause, "", 0, seconds)]);
    }

    private static IEnumerable<SpokenPhone> Phones(ScriptPhrase phrase, PhrasePlan plan)
    {
        yield return new SpokenPhone(Timbre.Text.Phonemes.CmuPhoneSet.Pause, "", 0, plan.SegmentEnd(0));
        var segment = 1;
        foreach (var syllable in phrase.Words.SelectMany(word => word.Syllables))
        {
            for (var i = 0; i < syllable.Phones.Count; i++, segment++)
                yield return new SpokenPhone(
                    syllable.Phones[i], Ipa.Of(syllable.Phones[i], i == 0 ? syllable.Stress : -1, syllable.Stress),
                    plan.SegmentStart(segment), plan.SegmentEnd(segment));
        }

        yield return new SpokenPhone(Timbre.Text.Phonemes.CmuPhoneSet.Pause, "", plan.SegmentStart(segment), plan.SegmentEnd(segment));
    }

    /// <summary>Each phrase has its own noise, for the same hiss over and over would be heard; and has it wherever it stands.</summary>
    private ulong NoiseSeed(int number) =>
        unchecked((ulong)seed * 0x9E3779B97F4A7C15
            + ulong.Parse(PhraseFingerprint.Of(script, number).AsSpan(0, 16), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
}
