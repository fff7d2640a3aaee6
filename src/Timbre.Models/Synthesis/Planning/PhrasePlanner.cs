using Timbre.Audio;
using Timbre.Models.BaseVoices;
using Timbre.Models.BaseVoices.VoiceFiles;
using Timbre.Models.Synthesis.Contexts;
using Timbre.Models.Synthesis.Frames;
using Timbre.Models.Synthesis.Utterances;
using Timbre.Models.Text.Scripts;

namespace Timbre.Models.Synthesis.Planning;

/// <summary>Plans a phrase: lengths and clusters by the base voice's trees, F0 by its trees and the speaker's prosody, and over both what the words' styles ask for.</summary>
/// <remarks>Immutable; any number of threads.</remarks>
internal sealed class PhrasePlanner(BaseVoice voice, Prosody prosody)
{
    /// <summary>Frames of quiet before the first phone of every phrase: a voice does not begin at once.</summary>
    public const int LeadFrames = 3;

    private const int States = VoiceFile.StatesPerPhone;
    private const double Hop = Framing.HopSeconds;
    private const double ShortestTail = 0.03;
    private const double LongestTail = 0.12; // a pause is heard for as long as this; then there is silence
    private const double VoicedAbove = 0.5;
    private const float LowestHz = 40;
    private const float HighestHz = 1200;

    /// <summary>The plan of <paramref name="phrase"/>.</summary>
    /// <param name="phrase">With at least one word.</param>
    /// <param name="phraseNumber">How many phrases of the same sentence came before.</param>
    /// <param name="pauseSeconds">What follows the last phone.</param>
    public ClusterPlan Plan(ScriptPhrase phrase, int phraseNumber, double pauseSeconds)
    {
        var utterance = UtteranceBuilder.Build(phrase, phraseNumber);
        var states = voice.Predictor.States(utterance);
        var lengths = voice.Predictor.Lengths(utterance, states);
        Stretch(lengths, utterance);
        Frame(lengths, Math.Clamp(pauseSeconds, ShortestTail, LongestTail));
        var timing = new Timing(lengths);
        var (clusters, f0Hz) = voice.Predictor.Frames(utterance, states, timing);
        Intonation.Smooth(f0Hz, utterance, timing);
        Intonation.Rescale(f0Hz, voice.Clusters.File.F0Mean, voice.Clusters.File.F0Deviation, prosody);
        if (phrase.End == PhraseEnd.Question && phrase.Words[0].Class != WordClass.Wh)
            Intonation.Rise(f0Hz, timing.SegmentEnd(utterance.Segments.Count - 2));
        var pitches = Manners.OverFrames(utterance, timing, manner => manner.Pitch);
        var gains = Manners.OverFrames(utterance, timing, manner => manner.Gain);
        return new ClusterPlan(clusters, new PhrasePlan(utterance, timing, Voiced(utterance, timing, clusters, f0Hz, pitches), gains, timing.SegmentFirstFrame(1) - 1 - LeadFrames, pauseSeconds));
    }

    private void Stretch(Span<double> lengths, Utterance utterance)
    {
        for (var state = States; state < lengths.Length - States; state++)
            lengths[state] = Math.Max(Hop, lengths[state] * prosody.Stretch * Manners.Of(utterance, state / States).Stretch);
    }

    /// <summary>The pauses at both ends: the first phone begins at a frame, so that all phrases begin alike, and the last pause is as long as it is heard.</summary>
    private static void Frame(Span<double> lengths, double tailSeconds)
    {
        var before = lengths[0] + lengths[1] + lengths[2];
        lengths[2] += Math.Max(Math.Ceiling(before / Hop), LeadFrames + 2) * Hop - before;
        var tail = lengths[^States..];
        var scale = tailSeconds / (tail[0] + tail[1] + tail[2]);
        foreach (ref var length in tail)
            length = Math.Max(Hop, length * scale);
    }

    /// <summary>F0 where there is a voice: in vowels, and in consonants whose clusters mostly had one.</summary>
    private float[] Voiced(Utterance utterance, Timing timing, int[] clusters, double[] f0Hz, float[] pitches)
    {
        var voiced = new float[f0Hz.Length];
        for (var segment = 0; segment < utterance.Segments.Count; segment++)
        {
            var phone = utterance.Segments[segment].Phone;
            if (phone.IsPause)
                continue;
            for (var frame = timing.SegmentFirstFrame(segment); frame <= timing.SegmentLastFrame(segment); frame++)
                voiced[frame] = phone.IsVowel || voice.Clusters.Voicing[clusters[frame]] > VoicedAbove ? (float)Math.Clamp(f0Hz[frame] * pitches[frame], LowestHz, HighestHz) : 0;
        }

        return voiced;
    }
}
