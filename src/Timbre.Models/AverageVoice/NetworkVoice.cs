using Timbre.Audio;
using Timbre.Models.AverageVoice.Network;
using Timbre.Models.NeuralVocoder;
using Timbre.Models.Synthesis;
using Timbre.Models.Synthesis.Contexts;
using Timbre.Models.Synthesis.Planning;
using Timbre.Models.Synthesis.Utterances;
using Timbre.Models.Synthesis.Vocoders;
using Timbre.Models.Text.Scripts;

namespace Timbre.Models.AverageVoice;

/// <summary>Says phrases as one speaker would, by a network and a vocoder.</summary>
internal sealed class NetworkVoice(TunedNetwork network, SpeakerTraits traits, IFrameVocoder vocoder) : IPhraseVoice
{
    private const int RateHz = VoiceEngine.SpeechRateHz;
    private const int Hop = VocoderStream.Hop;
    private const double Step = AverageConfig.FramesPerStep * Framing.HopSeconds;
    private const int PauseBefore = 6; // steps that the network is told of; of their frames only the last are heard
    private const int LeadFrames = PhrasePlanner.LeadFrames;
    private const double ShortestTail = 0.03, LongestTail = 0.12;
    private const double LengthGain = 1.07; // what is predicted is the mean of ln(length), and the mean length is longer
    private const int ShortestPhone = 2, LongestPhone = 100; // steps
    private const double LowestHz = 40, HighestHz = 1200;
    private const float Liveliness = 1.15f; // F0 as predicted is the mean of many ways to say a phrase, and moves less than each

    private readonly float[] _spectrum = SpeakerLine.Moderated(traits.Spectrum);

    public PhrasePlan Plan(ScriptPhrase phrase, int phraseNumber, double pauseSeconds)
    {
        var utterance = UtteranceBuilder.Build(phrase, phraseNumber);
        var contexts = PhoneContexts.Of(utterance, phrase.End.ClosesSentence() ? 1 : 0, phrase.End == PhraseEnd.Question ? 1 : 0);
        var encoded = network.Encode(PhoneContexts.PhonesOf(utterance), contexts);
        var lengths = Lengths(network.LogLengths(encoded), utterance, pauseSeconds);
        var tone = network.LogF0(encoded, lengths);
        var timing = TimingOf(lengths);
        var pitches = Manners.OverFrames(utterance, timing, manner => manner.Pitch);
        var f0Hz = new float[timing.Frames];
        for (var t = 0; t < f0Hz.Length; t++)
            f0Hz[t] = (float)Math.Clamp(Hz(tone, t) * pitches[t], LowestHz, HighestHz);
        var gains = Manners.OverFrames(utterance, timing, manner => manner.Gain);
        return new NetworkPlan(encoded, lengths, tone, new PhrasePlan(utterance, timing, f0Hz, gains, (AverageConfig.FramesPerStep * PauseBefore) - LeadFrames, pauseSeconds));
    }

    public Clip Speak(PhrasePlan plan, ulong seed)
    {
        var own = (NetworkPlan)plan;
        var features = Features(own, network.Frames(own.Encoded, own.Lengths, Lively(own.Tone)));
        var samples = new float[own.Samples];
        vocoder.Speak(features, samples, seed);
        Polish.Fade(samples);
        return new Clip(samples, RateHz);
    }

    /// <summary>What is heard of the network's frames, as vocoders want them: with F0, and the speaker's mean spectrum.</summary>
    private float[] Features(NetworkPlan plan, float[] frames)
    {
        var (per, mels, bands) = (network.Config.PerFrame, network.Config.Mels, network.Config.Bands);
        var count = Math.Min(plan.F0Hz.Length, frames.Length / per) - plan.FirstFrame;
        var features = new float[Math.Max(count, (plan.Samples / Hop) + 2) * FrameFeatures.Count];
        for (var t = 0; t < count; t++)
        {
            var from = frames.AsSpan((plan.FirstFrame + t) * per, per);
            var to = features.AsSpan(t * FrameFeatures.Count, FrameFeatures.Count);
            to[0] = from[^1] > 0 ? plan.F0Hz[plan.FirstFrame + t] : 0;
            for (var band = 0; band < bands; band++)
                to[1 + band] = Math.Clamp(from[mels + band], FrameFeatures.LowestLog, 0);
            var louder = 2 * MathF.Log(plan.Gains[plan.FirstFrame + t]);
            for (var k = 0; k < mels; k++)
                to[1 + bands + k] = Math.Max(FrameFeatures.LowestLog, from[k] + _spectrum[k] + louder);
        }

        // A pause is heard: what the room sounded like at last goes on until the next phrase.
        Span<float> room = stackalloc float[FrameFeatures.Count];
        features.AsSpan((count - 1) * FrameFeatures.Count, FrameFeatures.Count).CopyTo(room);
        room[..(1 + bands)].Clear(); // no voice, all noise
        for (var t = count; t < features.Length / FrameFeatures.Count; t++)
            room.CopyTo(features.AsSpan(t * FrameFeatures.Count));
        return features;
    }

    /// <summary>Steps of each phone; what is rounded off is owed to the next.</summary>
    private static int[] Lengths(float[] logs, Utterance utterance, double pauseSeconds)
    {
        var lengths = new int[logs.Length];
        var owed = 0.0;
        for (var i = 1; i < logs.Length - 1; i++)
        {
            var wanted = (LengthGain * Math.Exp(logs[i]) * Manners.Of(utterance, i).Stretch) + owed;
            lengths[i] = Math.Clamp((int)Math.Round(wanted), ShortestPhone, LongestPhone);
            owed = Math.Clamp(wanted - lengths[i], -1, 1);
        }

        lengths[0] = PauseBefore;
        lengths[^1] = (int)Math.Ceiling(Math.Clamp(pauseSeconds, ShortestTail, LongestTail) / Step);
        return lengths;
    }

    /// <summary>Each phone in three states of equal length, as base voices have them.</summary>
    private static Timing TimingOf(int[] lengths)
    {
        var states = new double[lengths.Length * BaseVoices.VoiceFiles.VoiceFile.StatesPerPhone];
        for (var state = 0; state < states.Length; state++)
            states[state] = lengths[state / BaseVoices.VoiceFiles.VoiceFile.StatesPerPhone] * Step / BaseVoices.VoiceFiles.VoiceFile.StatesPerPhone;
        return new Timing(states);
    }

    private static float[] Lively(float[] tone) => [.. tone.Select(x => Liveliness * x)];

    /// <summary>F0 of a frame: lines between the middles of steps.</summary>
    private double Hz(float[] tone, int frame)
    {
        var at = Math.Clamp((frame - 0.5) / AverageConfig.FramesPerStep, 0, tone.Length - 1);
        var left = (int)at;
        var z = tone[left] + ((at - left) * (tone[Math.Min(left + 1, tone.Length - 1)] - tone[left]));
        return Math.Exp(traits.MeanLogF0 + (traits.DeviationLogF0 * Liveliness * z));
    }

    /// <summary>A plan with what the network knows of it.</summary>
    /// <param name="Encoded">Of each phone.</param>
    /// <param name="Lengths">Steps of each phone.</param>
    /// <param name="Tone">F0 of each step, in the speaker's deviations from the speaker's mean.</param>
    /// <param name="Plan">All else.</param>
    private sealed record NetworkPlan(float[] Encoded, int[] Lengths, float[] Tone, PhrasePlan Plan) : PhrasePlan(Plan);
}
