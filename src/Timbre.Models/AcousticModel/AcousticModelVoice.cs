using Timbre.Audio;
using Timbre.Audio.World;
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
        var normalisedF0 = network.PredictLogF0(encoded, durations);
        var timing = TimingOf(phones.SegmentDurations(durations, utterance.Segments.Count));
        var pitches = ProsodyCurves.PerFrame(utterance, timing, prosody => prosody.PitchScale);
        var f0Hz = new float[timing.Frames];
        for (var t = 0; t < f0Hz.Length; t++)
            f0Hz[t] = (float)Math.Clamp(F0HzAt(normalisedF0, t) * pitches[t], PhrasePlan.MinF0Hz, PhrasePlan.MaxF0Hz);
        var gains = ProsodyCurves.PerFrame(utterance, timing, prosody => prosody.Gain);
        var plan = new NetworkPlan(
            encoded, durations, normalisedF0,
            new PhrasePlan(
                utterance, timing, f0Hz, gains, (AcousticModelConfig.FramesPerStep * LeadPauseSteps) - PhrasePlan.LeadFrames,
                pauseSeconds));
        return new PlannedUtterance(plan, seed => Speak(plan, seed));
    }

    private AudioClip Speak(NetworkPlan plan, ulong seed)
    {
        var features = Features(plan, network.Decode(plan.Encoded, plan.Durations, ScaleF0Variance(plan.NormalisedF0)));
        var samples = new float[plan.Samples];
        vocoder.Speak(features, samples, seed);
        PostProcessing.Fade(samples);
        return new AudioClip(samples, vocoder.Layout.RateHz);
    }

    /// <summary>Vocoder features of the network's audible frames, with F0 and the speaker's mean spectrum added.</summary>
    private float[] Features(NetworkPlan plan, float[] frames)
    {
        var (layout, per, mels, bands) = (vocoder.Layout, network.Config.PerFrame, network.Config.Mels, network.Config.Bands);
        var count = Math.Min(plan.F0Hz.Length, frames.Length / per) - plan.FirstFrame;
        var features = new float[Math.Max(count, (plan.Samples / layout.HopSamples) + 2) * layout.Count];
        for (var t = 0; t < count; t++)
        {
            var from = frames.AsSpan((plan.FirstFrame + t) * per, per);
            var to = features.AsSpan(t * layout.Count, layout.Count);
            to[0] = from[^1] > 0 ? plan.F0Hz[plan.FirstFrame + t] : 0;
            for (var band = 0; band < bands; band++)
                to[1 + band] = Math.Clamp(from[mels + band], FrameFeatures.MinLogPower, 0);
            var gainLog = 2 * MathF.Log(plan.Gains[plan.FirstFrame + t]);
            for (var k = 0; k < mels; k++)
                to[1 + bands + k] = Math.Max(FrameFeatures.MinLogPower, from[k] + _spectrum[k] + gainLog);
        }

        // A pause is heard: what the room sounded like at last goes on until the next phrase.
        Span<float> room = stackalloc float[layout.Count];
        features.AsSpan((count - 1) * layout.Count, layout.Count).CopyTo(room);
        room[..(1 + bands)].Clear(); // no voice, all noise
        for (var t = count; t < features.Length / layout.Count; t++)
            room.CopyTo(features.AsSpan(t * layout.Count));
        return features;
    }

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

    private static float[] ScaleF0Variance(float[] normalisedF0) => [.. normalisedF0.Select(x => F0VarianceScale * x)];

    /// <summary>F0 of a frame, interpolated linearly between the middles of steps.</summary>
    private double F0HzAt(float[] normalisedF0, int frame)
    {
        var at = Math.Clamp((frame - 0.5) / AcousticModelConfig.FramesPerStep, 0, normalisedF0.Length - 1);
        var left = (int)at;
        var z = normalisedF0[left] + ((at - left) * (normalisedF0[Math.Min(left + 1, normalisedF0.Length - 1)] - normalisedF0[left]));
        return Math.Exp(conditioning.MeanLogF0 + (conditioning.DeviationLogF0 * F0VarianceScale * z));
    }

    /// <summary>A plan with the activations that its synthesis needs.</summary>
    /// <param name="Encoded">Of each phone.</param>
    /// <param name="Durations">Steps of each phone.</param>
    /// <param name="NormalisedF0">F0 of each step, in the speaker's deviations from the speaker's mean.</param>
    /// <param name="Plan">All else.</param>
    private sealed record NetworkPlan(float[] Encoded, int[] Durations, float[] NormalisedF0, PhrasePlan Plan) : PhrasePlan(Plan);
}
