using Timbre.Audio;
using Timbre.Models.Synthesis.Utterances;
using Timbre.Models.Text.Scripts;

using Timbre.Models.AverageVoice.Network;

namespace Timbre.Models.AverageVoice;

/// <summary>Says phrases as one speaker would, by the network and the vocoder.</summary>
/// <remarks>Holds scratch: one thread at a time.</remarks>
internal sealed class AverageSpeaker
{
    private const int RateHz = VoiceEngine.SpeechRateHz;
    private const int FftSize = 1024;
    private const int PauseBefore = 6, PauseBehind = 12; // steps
    private const int ShortestPhone = 2, LongestPhone = 60; // steps
    private const double LowestHz = 50, HighestHz = 600;

    private readonly AverageConfig _config;
    private readonly TunedNetwork _network;
    private readonly SpeakerTraits _traits;
    private readonly MelEnvelope _envelope = new(RateHz, (FftSize / 2) + 1);
    private readonly Synthesiser _vocoder = new(RateHz, FftSize);

    /// <summary>A speaker of these traits, with the network that was tuned to it.</summary>
    public AverageSpeaker(TunedNetwork network, SpeakerTraits traits) => (_config, _traits, _network) = (network.Config, traits, network);

    /// <summary>Factor on how far F0 goes from its mean: what is predicted is the mean of many ways to say it.</summary>
    public double Liveliness { get; init; } = 1.15;

    /// <summary>The sound of a phrase with at least one word.</summary>
    public Clip Say(ScriptPhrase phrase, int phraseNumber, ulong seed)
    {
        var utterance = UtteranceBuilder.Build(phrase, phraseNumber);
        var phones = PhoneContexts.PhonesOf(utterance);
        var contexts = PhoneContexts.Of(utterance, phrase.End.ClosesSentence() ? 1 : 0, phrase.End == PhraseEnd.Question ? 1 : 0);
        var encoded = _network.Encode(phones, contexts);
        var lengths = Lengths(_network.LogLengths(encoded));
        var f0 = _network.LogF0(encoded, lengths);
        foreach (ref var x in f0.AsSpan())
            x *= (float)Liveliness;
        var frames = _network.Frames(encoded, lengths, f0);
        return new Clip(Sound(frames, f0, seed), RateHz);
    }

    /// <summary>Steps of each phone, such that the sum of what is rounded off never grows.</summary>
    private static int[] Lengths(float[] logs)
    {
        var lengths = new int[logs.Length];
        var owed = 0.0;
        for (var i = 1; i < logs.Length - 1; i++)
        {
            var wanted = Math.Exp(logs[i]) + owed;
            lengths[i] = Math.Clamp((int)Math.Round(wanted), ShortestPhone, LongestPhone);
            owed = Math.Clamp(wanted - lengths[i], -1, 1);
        }

        (lengths[0], lengths[^1]) = (PauseBefore, PauseBehind);
        return lengths;
    }

    private float[] Sound(float[] frames, float[] f0, ulong seed)
    {
        var per = _config.PerFrame;
        var count = frames.Length / per;
        var hz = new float[count];
        for (var t = 0; t < count; t++)
        {
            if (frames[(t * per) + per - 1] <= 0)
                continue;
            var at = Math.Clamp((t - 0.5) / 2, 0, f0.Length - 1); // two frames a step, around its middle
            var (left, part) = ((int)at, at - (int)at);
            var z = f0[left] + (part * (f0[Math.Min(left + 1, f0.Length - 1)] - f0[left]));
            hz[t] = (float)Math.Clamp(Math.Exp(_traits.MeanLogF0 + (_traits.DeviationLogF0 * z)), LowestHz, HighestHz);
        }

        var samples = new float[(int)((count - 1) * Framing.HopSeconds * RateHz)];
        var mels = new float[_config.Mels];
        _vocoder.Synthesise(hz, Framing.HopSeconds, frames, (source, t, power, aperiodicity) =>
        {
            var frame = source.AsSpan(t * per, per);
            for (var k = 0; k < mels.Length; k++)
                mels[k] = frame[k] + _traits.Spectrum[k];
            _envelope.Fill(mels, frame.Slice(mels.Length, _config.Bands), power, aperiodicity);
        }, samples, seed);
        return samples;
    }
}
