using System.Globalization;
using Timbre.Audio;
using Timbre.Models.Synthesis.Planning;
using Timbre.Models.Text.Lexicons;
using Timbre.Models.Text.Scripts;

namespace Timbre.Models.Synthesis;

/// <summary>Speaks the phrases of a script with a model, in whatever order they are asked for.</summary>
/// <remarks>Holds scratch: one thread at a time.</remarks>
internal sealed class Speaker(VoiceModel model, IPhraseVoice voice, Script script, int seed)
{
    /// <summary>The phrase with a number.</summary>
    public SpokenPhrase Say(int number)
    {
        var phrase = script.Phrases[number];
        if (phrase.Words.Count == 0)
        {
            var quiet = Silence(number);
            return new SpokenPhrase(new Clip(new float[quiet.Samples], VoiceEngine.SpeechRateHz), quiet.Graphs, quiet.Phones);
        }

        var plan = Outline(number);
        var sound = voice.Speak(plan, NoiseSeed(number));
        Polish.Apply(sound.Samples, model.Finish);
        return new SpokenPhrase(sound, GraphTimes.Of(phrase, script.Text, plan), [.. Phones(phrase, plan)]);
    }

    /// <summary>The same without its sound.</summary>
    public PlannedPhrase Plan(int number)
    {
        var phrase = script.Phrases[number];
        if (phrase.Words.Count == 0)
            return Silence(number);
        var plan = Outline(number);
        return new PlannedPhrase(plan.Samples, GraphTimes.Of(phrase, script.Text, plan), [.. Phones(phrase, plan)]);
    }

    private PhrasePlan Outline(int number) => voice.Plan(script.Phrases[number], script.PlaceInSentence(number), PauseBehind(number));

    private double PauseBehind(int number) => Pauses.Behind(script.Phrases[number], number == script.Phrases.Count - 1);

    private PlannedPhrase Silence(int number)
    {
        var phrase = script.Phrases[number];
        var samples = (int)Math.Round((phrase.PauseSeconds ?? PauseBehind(number)) * VoiceEngine.SpeechRateHz);
        var seconds = (double)samples / VoiceEngine.SpeechRateHz;
        var graphs = new List<GraphTime>();
        GraphTimes.Spread(phrase.Source.Of(script.Text), 0, seconds, graphs);
        return new PlannedPhrase(samples, graphs, [new SpokenPhone(BaseVoices.Phones.Pause, "", 0, seconds)]);
    }

    private static IEnumerable<SpokenPhone> Phones(ScriptPhrase phrase, PhrasePlan plan)
    {
        yield return new SpokenPhone(BaseVoices.Phones.Pause, "", 0, plan.SegmentEnd(0));
        var segment = 1;
        foreach (var syllable in phrase.Words.SelectMany(word => word.Syllables))
        {
            for (var i = 0; i < syllable.Phones.Count; i++, segment++)
                yield return new SpokenPhone(syllable.Phones[i], Ipa.Of(syllable.Phones[i], i == 0 ? syllable.Stress : -1, syllable.Stress), plan.SegmentStart(segment), plan.SegmentEnd(segment));
        }

        yield return new SpokenPhone(BaseVoices.Phones.Pause, "", plan.SegmentStart(segment), plan.SegmentEnd(segment));
    }

    /// <summary>Each phrase has its own noise, for the same hiss over and over would be heard; and has it wherever it stands.</summary>
    private ulong NoiseSeed(int number) => unchecked((ulong)seed * 0x9E3779B97F4A7C15 + ulong.Parse(PhraseFingerprint.Of(script, number).AsSpan(0, 16), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
}
