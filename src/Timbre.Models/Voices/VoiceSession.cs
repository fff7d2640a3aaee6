using System.Globalization;
using Timbre.Audio;
using Timbre.Models.Output;
using Timbre.Models.Utterances;
using Timbre.Text.Phonemes;
using Timbre.Text.Scripts;

namespace Timbre.Models.Voices;

/// <summary>A voice that speaks a script: any of its phrases, in any order, planned or as sound.</summary>
/// <remarks>
/// Each phrase is as its <see cref="PhraseFingerprint"/>, the model and the seed decide, whichever others are asked for. What the voice
/// needs is loaded with the first phrase. Holds scratch: one thread at a time.
/// </remarks>
public sealed class VoiceSession
{
    private readonly VoiceModel _model;
    private readonly Script _script;
    private readonly int _seed;
    private readonly Func<CancellationToken, IPhraseVoice> _open;
    private readonly string?[] _fingerprints;
    private IPhraseVoice? _voice;

    internal VoiceSession(VoiceModel model, Script script, int seed, Func<CancellationToken, IPhraseVoice> open)
    {
        (_model, _script, _seed, _open) = (model, script, seed, open);
        _fingerprints = new string?[script.Phrases.Count];
    }

    /// <summary>Number of phrases of the script.</summary>
    public int Count => _fingerprints.Length;

    /// <summary>The <see cref="PhraseFingerprint"/> of a phrase, computed once.</summary>
    /// <param name="number">From 0.</param>
    public string Fingerprint(int number) => _fingerprints[number] ??= PhraseFingerprint.Of(_script, number);

    /// <summary>A phrase with its sound.</summary>
    /// <param name="number">From 0.</param>
    /// <param name="ct">Looked at before each of its stretches.</param>
    public SpokenPhrase Speak(int number, CancellationToken ct) => SpokenPhrase.Of([.. SpeakStretches(number, ct)]);

    /// <summary>
    /// A phrase as its sound is made: a third of a second first, then about a second at a time, each when it is asked for. A voice of
    /// clusters makes a phrase in one.
    /// </summary>
    /// <remarks>Several phrases may be under way, but one stretch at a time.</remarks>
    /// <param name="number">From 0.</param>
    /// <param name="ct">Looked at before each stretch.</param>
    public IEnumerable<PhraseStretch> SpeakStretches(int number, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var phrase = _script.Phrases[number];
        if (phrase.Words.Count == 0)
        {
            var quiet = Silence(number);
            yield return new PhraseStretch(quiet, 0, new AudioClip(new float[quiet.Samples], _model.RateHz));
            yield break;
        }

        var utterance = PlanUtterance(number, ct);
        var (plan, start) = (PlannedPhraseOf(phrase, utterance.Plan), 0);
        var postProcessing = new PostProcessing(_model.OutputStage, _model.RateHz, plan.Samples);
        foreach (var sound in utterance.Synthesize(NoiseSeed(number)))
        {
            postProcessing.Apply(sound.Samples);
            yield return new PhraseStretch(plan, start, sound);
            ct.ThrowIfCancellationRequested();
            start += sound.Samples.Length;
        }
    }

    /// <summary>
    /// A phrase as <see cref="Speak"/> will say it, to the sample and whatever the seed; many times faster than its sound.
    /// </summary>
    /// <param name="number">From 0.</param>
    /// <param name="ct">Looked at before the phrase is begun.</param>
    public PlannedPhrase Plan(int number, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var phrase = _script.Phrases[number];
        if (phrase.Words.Count == 0)
            return Silence(number);
        return PlannedPhraseOf(phrase, PlanUtterance(number, ct).Plan);
    }

    /// <summary>All phrases in order, each made when it is asked for.</summary>
    /// <param name="ct">Stops before the next phrase.</param>
    public IEnumerable<SpokenPhrase> SpeakAll(CancellationToken ct) => Enumerable.Range(0, Count).Select(number => Speak(number, ct));

    /// <summary>The plans of all phrases in order, each made when it is asked for.</summary>
    /// <param name="ct">Stops before the next phrase.</param>
    public IEnumerable<PlannedPhrase> PlanAll(CancellationToken ct) => Enumerable.Range(0, Count).Select(number => Plan(number, ct));

    private PlannedUtterance PlanUtterance(int number, CancellationToken ct) =>
        (_voice ??= _open(ct)).Plan(_script.Phrases[number], _script.PositionInSentence(number), PauseAfter(number));

    private PlannedPhrase PlannedPhraseOf(ScriptPhrase phrase, PhrasePlan plan) =>
        new(plan.SamplesAt(_model.RateHz), _model.RateHz, GraphemeTimings.Of(phrase, _script.Text, plan), [.. Phones(phrase, plan)]);

    private double PauseAfter(int number) => PauseDurations.After(_script.Phrases[number], number == _script.Phrases.Count - 1);

    private PlannedPhrase Silence(int number)
    {
        var phrase = _script.Phrases[number];
        var samples = (int)Math.Round((phrase.PauseSeconds ?? PauseAfter(number)) * _model.RateHz);
        var seconds = (double)samples / _model.RateHz;
        var graphs = new List<GraphemeTiming>();
        GraphemeTimings.Spread(phrase.Source.Slice(_script.Text), 0, seconds, graphs);
        return new PlannedPhrase(samples, _model.RateHz, graphs, [new SpokenPhone(Timbre.Text.Phonemes.CmuPhoneSet.Pause, "", 0, seconds)]);
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
        unchecked((ulong)_seed * 0x9E3779B97F4A7C15
            + ulong.Parse(Fingerprint(number).AsSpan(0, 16), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
}
