using Timbre.Audio;
using Timbre.Models.BaseVoices;
using Timbre.Models.Synthesis.Planning;
using Timbre.Models.Synthesis.Utterances;
using Timbre.Models.Text.Lexicons;
using Timbre.Models.Text.Scripts;

namespace Timbre.Models.Synthesis;

/// <summary>Speaks the phrases of a script with a model, one after the other.</summary>
/// <remarks>Holds scratch: one thread at a time.</remarks>
internal sealed class Speaker(VoiceModel model, BaseVoice voice, Script script, int seed)
{
    private readonly PhrasePlanner _planner = new(voice, model.Prosody);
    private readonly PhraseSynthesiser _synthesiser = new(voice, model.Shape);
    private int _phraseOfSentence;

    /// <summary>The phrase with a number; those before it have been said.</summary>
    public SpokenPhrase Say(int number)
    {
        var phrase = script.Phrases[number];
        var pause = Pauses.Behind(phrase, number == script.Phrases.Count - 1);
        if (phrase.Words.Count == 0)
            return Silence(phrase, phrase.PauseSeconds ?? pause);

        var plan = _planner.Plan(phrase, _phraseOfSentence, pause);
        _phraseOfSentence = UtteranceBuilder.EndsSentence(phrase.End) ? 0 : _phraseOfSentence + 1;
        var sound = _synthesiser.Speak(plan, NoiseSeed(number));
        Polish.Apply(sound.Samples, model.Finish);
        return new SpokenPhrase(sound, GraphTimes.Of(phrase, script.Text, plan), [.. Phones(phrase, plan)]);
    }

    private SpokenPhrase Silence(ScriptPhrase phrase, double seconds)
    {
        var sound = new Clip(new float[(int)Math.Round(seconds * VoiceEngine.SpeechRateHz)], VoiceEngine.SpeechRateHz);
        var graphs = new List<GraphTime>();
        GraphTimes.Spread(phrase.Source.Of(script.Text), 0, sound.Seconds, graphs);
        return new SpokenPhrase(sound, graphs, [new SpokenPhone(BaseVoices.Phones.Pause, "", 0, sound.Seconds)]);
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

    /// <summary>Each phrase has its own noise: the same hiss over and over would be heard.</summary>
    private ulong NoiseSeed(int number) => unchecked((ulong)seed * 0x9E3779B97F4A7C15 + (ulong)number * 0xD1B54A32D192ED03 + 1);
}
