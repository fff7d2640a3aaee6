using Timbre.Audio;
using Timbre.Models.Clustergen.Frames;
using Timbre.Models.Utterances;
using Timbre.Text.Scripts;

namespace Timbre.Models.Clustergen;

/// <summary>
/// Plans a phrase: lengths and clusters by the base voice's trees, F0 by its trees and the speaker's prosody, and over both what the words'
/// styles ask for.
/// </summary>
/// <remarks>Immutable; any number of threads.</remarks>
internal sealed class PhrasePlanner(BaseVoice voice, ProsodyTarget prosody)
{
    private const int States = StateTiming.StatesPerPhone;
    private const double Hop = Framing.HopSeconds;
    private const double VoicedAbove = 0.5;

    /// <summary>The plan of <paramref name="phrase"/>.</summary>
    /// <param name="phrase">With at least one word.</param>
    /// <param name="phraseNumber">How many phrases of the same sentence came before.</param>
    /// <param name="pauseSeconds">What follows the last phone.</param>
    public ClustergenPlan Plan(ScriptPhrase phrase, int phraseNumber, double pauseSeconds)
    {
        var utterance = UtteranceBuilder.Build(phrase, phraseNumber);
        var states = voice.Predictor.States(utterance);
        var durations = voice.Predictor.Durations(utterance, states);
        Stretch(durations, utterance);
        Frame(durations, Math.Clamp(pauseSeconds, PhrasePlan.MinTailSeconds, PhrasePlan.MaxTailSeconds));
        var timing = new StateTiming(durations);
        var (clusters, f0Hz) = voice.Predictor.Frames(utterance, states, timing);
        Intonation.Smooth(f0Hz, utterance, timing);
        Intonation.Rescale(f0Hz, voice.Clusters.File.F0Mean, voice.Clusters.File.F0Deviation, prosody);
        if (phrase.End.IsQuestion() && phrase.Words[0].Class != WordClass.Wh)
            Intonation.AddQuestionRise(f0Hz, timing.SegmentEnd(utterance.Segments.Count - 2));
        var pitches = ProsodyCurves.PerFrame(utterance, timing, wordProsody => wordProsody.PitchScale);
        var gains = ProsodyCurves.PerFrame(utterance, timing, wordProsody => wordProsody.Gain);
        return new ClustergenPlan(
            clusters, Voiced(utterance, timing, clusters, f0Hz, pitches), gains,
            new PhrasePlan(utterance, timing, timing.SegmentFirstFrame(1) - 1 - PhrasePlan.LeadFrames, pauseSeconds));
    }

    private void Stretch(Span<double> durations, Utterance utterance)
    {
        for (var state = States; state < durations.Length - States; state++)
            durations[state] = Math.Max(
                Hop, durations[state] * prosody.DurationScale * ProsodyCurves.OfSegment(utterance, state / States).DurationScale);
    }

    /// <summary>
    /// The pauses at both ends: the first phone begins at a frame, so that all phrases begin alike, and the last pause is as long as it is
    /// heard.
    /// </summary>
    private static void Frame(Span<double> durations, double tailSeconds)
    {
        var before = durations[0] + durations[1] + durations[2];
        durations[2] += Math.Max(Math.Ceiling(before / Hop), PhrasePlan.LeadFrames + 2) * Hop - before;
        var tail = durations[^States..];
        var scale = tailSeconds / (tail[0] + tail[1] + tail[2]);
        foreach (ref var duration in tail)
            duration = Math.Max(Hop, duration * scale);
    }

    /// <summary>F0 where there is a voice: in vowels, and in consonants whose clusters mostly had one.</summary>
    private float[] Voiced(Utterance utterance, StateTiming timing, int[] clusters, double[] f0Hz, float[] pitches)
    {
        var voiced = new float[f0Hz.Length];
        for (var segment = 0; segment < utterance.Segments.Count; segment++)
        {
            var phone = utterance.Segments[segment].Phone;
            if (phone.IsPause)
                continue;
            for (var frame = timing.SegmentFirstFrame(segment); frame <= timing.SegmentLastFrame(segment); frame++)
                voiced[frame] = phone.IsVowel || voice.Clusters.Voicing[clusters[frame]] > VoicedAbove
                    ? (float)Math.Clamp(f0Hz[frame] * pitches[frame], PhrasePlan.MinF0Hz, PhrasePlan.MaxF0Hz)
                    : 0;
        }

        return voiced;
    }
}
