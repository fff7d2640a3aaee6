using Timbre.Audio;
using Timbre.Models.AcousticModel.Network;
using Timbre.Models.AcousticModel.Phones;
using Timbre.Models.Output;
using Timbre.Models.Utterances;
using Timbre.Models.Vocoders;
using Timbre.Text.Scripts;

namespace Timbre.Models.AcousticModel;

/// <summary>Synthesizes the phrases of one speaker by an acoustic model and a vocoder.</summary>
internal sealed class AcousticModelVoice(
    AcousticModelNetwork network, SpeakerConditioning conditioning, IFrameVocoder vocoder) : IPhraseVoice
{
    private const double Step = AcousticModelConfig.FramesPerStep * Framing.HopSeconds;
    private const int LeadPauseSteps = 6; // steps of the leading pause in the network's input; only the last of their frames are audible
    private const double DurationScale = 1.07; // what is predicted is the mean of ln(length), and the mean length is longer
    private const int MinPhoneSteps = 2, MaxPhoneSteps = 100; // steps
    private const float F0VarianceScale = 1.15f; // F0 as predicted is the mean of many ways to say a phrase, and moves less than each

    private readonly float[] _spectrum = ChannelNormalisation.Normalise(conditioning.Spectrum);

    public PlannedUtterance Plan(ScriptPhrase phrase, int phraseNumber, double pauseSeconds)
    {
        var utterance = UtteranceBuilder.Build(phrase, phraseNumber);
        var phones = network.Config.Inventory.Read(utterance, PhraseEnding.Of(phrase.End));
        var encoded = network.Encode(phones.Numbers, phones.Contexts);
        var durations = Durations(network.PredictLogDurations(encoded), phones.Segments, utterance, pauseSeconds);
        var plan = new PhrasePlan(
            utterance, TimingOf(phones.SegmentDurations(durations, utterance.Segments.Count)),
            (AcousticModelConfig.FramesPerStep * LeadPauseSteps) - PhrasePlan.LeadFrames, pauseSeconds);
        return new PlannedUtterance(plan, seed => Synthesize(plan, encoded, durations, seed));
    }

    private IEnumerable<AudioClip> Synthesize(PhrasePlan plan, float[] encoded, int[] durations, ulong seed)
    {
        var frames = new PhraseFrames(
            plan, network.Config, new PhraseDecoder(network, encoded, durations, F0VarianceScale), F0HzOf, _spectrum, vocoder.Layout);
        var total = plan.SamplesAt(vocoder.Layout.RateHz);
        var (sound, done) = (vocoder.Begin(total, seed), 0);
        foreach (var length in StretchLengths.Of(frames.Count))
        {
            var features = frames.Next(length);
            var samples = sound.Push(features, frames.IsDone);
            PostProcessing.Fade(samples, done, total);
            done += samples.Length;
            if (samples.Length > 0)
                yield return new AudioClip(samples, vocoder.Layout.RateHz);
            if (frames.IsDone)
                yield break;
        }
    }

    private double F0HzOf(double normalisedF0) =>
        Math.Exp(conditioning.MeanLogF0 + (conditioning.DeviationLogF0 * F0VarianceScale * normalisedF0));

    /// <summary>Steps of each phone; the rounding error is carried over to the next.</summary>
    private static int[] Durations(float[] logDurations, int[] segments, Utterance utterance, double pauseSeconds)
    {
        var durations = new int[logDurations.Length];
        var carry = 0.0;
        for (var i = 1; i < logDurations.Length - 1; i++)
        {
            var scale = DurationScale * ProsodyCurves.OfSegment(utterance, segments[i]).DurationScale;
            var target = (scale * Math.Exp(logDurations[i])) + carry;
            durations[i] = Math.Clamp((int)Math.Round(target), MinPhoneSteps, MaxPhoneSteps);
            carry = Math.Clamp(target - durations[i], -1, 1);
        }

        durations[0] = LeadPauseSteps;
        durations[^1] = (int)Math.Ceiling(Math.Clamp(pauseSeconds, PhrasePlan.MinTailSeconds, PhrasePlan.MaxTailSeconds) / Step);
        return durations;
    }

    /// <summary>Timing with three states of equal length a phone, as base voices have them.</summary>
    private static StateTiming TimingOf(int[] durations)
    {
        var states = new double[durations.Length * StateTiming.StatesPerPhone];
        for (var state = 0; state < states.Length; state++)
            states[state] = durations[state / StateTiming.StatesPerPhone] * Step / StateTiming.StatesPerPhone;
        return new StateTiming(states);
    }
}
