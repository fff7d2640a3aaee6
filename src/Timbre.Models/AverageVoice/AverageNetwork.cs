using Timbre.Models.Layers;

namespace Timbre.Models.AverageVoice;

/// <summary>From the phones of a phrase to how long they are, to F0, to spectra, as one speaker says them.</summary>
/// <remarks>Immutable; any number of threads. What is told of a speaker is <see cref="AverageConfig.Speaker"/> numbers, see <see cref="SpeakerTraits"/>.</remarks>
internal sealed class AverageNetwork
{
    private const float LevelOfBands = -1.5f; // training began there

    private readonly AverageWeights _weights;
    private readonly AverageConfig _config;
    private readonly TunedStack _encoder;
    private readonly TunedStack _lengths;
    private readonly TunedStack _pitches;
    private readonly TunedStack _decoder;
    private readonly float _meanF0;

    /// <summary>The network of a speaker.</summary>
    public AverageNetwork(AverageWeights weights, ReadOnlySpan<float> speaker)
    {
        (_weights, _config) = (weights, weights.Config);
        ArgumentOutOfRangeException.ThrowIfNotEqual(speaker.Length, _config.Speaker);
        var voice = new float[_config.Voice];
        Linear.Forward(speaker, weights.Speaker.Weight, weights.Speaker.Bias, 1, speaker.Length, voice.Length, voice);
        Silu.Forward(voice, voice);
        (_encoder, _lengths, _pitches, _decoder) = (new(weights.Encoder, voice), new(weights.Lengths, voice), new(weights.Pitches, voice), new(weights.Decoder, voice));
        _meanF0 = speaker[_config.Embedding];
    }

    /// <summary>What is known of each phone: [phones, width].</summary>
    /// <param name="phones">Numbers of <see cref="PhoneContexts"/>.</param>
    /// <param name="contexts">[phones, contexts]</param>
    public float[] Encode(ReadOnlySpan<int> phones, ReadOnlySpan<float> contexts)
    {
        var width = _config.Width;
        var x = new float[phones.Length * width];
        Linear.Forward(contexts, _weights.Context.Weight, _weights.Context.Bias, phones.Length, _config.Contexts, width, x);
        for (var i = 0; i < phones.Length; i++)
            Lanes.Add(_weights.Phone.AsSpan(phones[i] * width, width), x.AsSpan(i * width, width));
        _encoder.Forward(x, phones.Length);
        return x;
    }

    /// <summary>ln of each phone's steps, fractions of a step included.</summary>
    public float[] LogLengths(ReadOnlySpan<float> encoded)
    {
        var (x, phones) = (encoded.ToArray(), encoded.Length / _config.Width);
        _lengths.Forward(x, phones);
        var lengths = new float[phones];
        Linear.Forward(x, _weights.Length.Weight, _weights.Length.Bias, phones, _config.Width, 1, lengths);
        return lengths;
    }

    /// <summary>(ln F0 - the speaker's mean) / the speaker's deviation, in each step.</summary>
    /// <param name="encoded">What <see cref="Encode"/> gave.</param>
    /// <param name="lengths">Steps of each phone.</param>
    public float[] LogF0(ReadOnlySpan<float> encoded, ReadOnlySpan<int> lengths)
    {
        var places = Places(lengths, AverageConfig.Places);
        var steps = places.Length / AverageConfig.Places;
        var x = new float[steps * _config.Width];
        Linear.Forward(places, _weights.PitchPlace.Weight, _weights.PitchPlace.Bias, steps, AverageConfig.Places, _config.Width, x);
        Spread(encoded, lengths, x);
        _pitches.Forward(x, steps);
        var f0 = new float[steps];
        Linear.Forward(x, _weights.Pitch.Weight, _weights.Pitch.Bias, steps, _config.Width, 1, f0);
        return f0;
    }

    /// <summary>Two frames for each step, [frames, <see cref="AverageConfig.PerFrame"/>]: the spectrum less the speaker's mean spectrum, the bands of aperiodicity, the logit of voicing.</summary>
    /// <param name="encoded">What <see cref="Encode"/> gave.</param>
    /// <param name="lengths">Steps of each phone.</param>
    /// <param name="f0">What <see cref="LogF0"/> gave, or a recording's.</param>
    public float[] Frames(ReadOnlySpan<float> encoded, ReadOnlySpan<int> lengths, ReadOnlySpan<float> f0)
    {
        const int wide = AverageConfig.Places + 2;
        var places = Places(lengths, wide);
        for (var t = 0; t < f0.Length; t++)
            (places[(t * wide) + AverageConfig.Places], places[(t * wide) + AverageConfig.Places + 1]) = (f0[t], _meanF0);
        var x = new float[f0.Length * _config.Width];
        Linear.Forward(places, _weights.Place.Weight, _weights.Place.Bias, f0.Length, wide, _config.Width, x);
        Spread(encoded, lengths, x);
        _decoder.Forward(x, f0.Length);
        var frames = new float[f0.Length * AverageConfig.FramesPerStep * _config.PerFrame];
        Linear.Forward(x, _weights.Leave.Weight, _weights.Leave.Bias, f0.Length, _config.Width, AverageConfig.FramesPerStep * _config.PerFrame, frames);
        for (var at = _config.Mels; at < frames.Length; at += _config.PerFrame)
        {
            for (var band = 0; band < _config.Bands; band++)
                frames[at + band] += LevelOfBands;
        }

        return frames;
    }

    /// <summary>Adds each phone's row to each of its steps.</summary>
    private void Spread(ReadOnlySpan<float> encoded, ReadOnlySpan<int> lengths, Span<float> x)
    {
        var (width, t) = (_config.Width, 0);
        for (var phone = 0; phone < lengths.Length; phone++)
        {
            for (var end = t + lengths[phone]; t < end; t++)
                Lanes.Add(encoded.Slice(phone * width, width), x.Slice(t * width, width));
        }
    }

    /// <summary>Where in its phone each step lies, in rows of <paramref name="wide"/>: which part of it, how far from its middle, how long it is, how near its ends are.</summary>
    private static float[] Places(ReadOnlySpan<int> lengths, int wide)
    {
        var steps = 0;
        foreach (var length in lengths)
            steps += length;
        var places = new float[steps * wide];
        var at = 0;
        foreach (var length in lengths)
        {
            for (var since = 0; since < length; since++, at += wide)
            {
                var part = (since + 0.5f) / length;
                (places[at], places[at + 1], places[at + 2]) = (part, Math.Abs(part - 0.5f) * 2, MathF.Log(length) / 3);
                (places[at + 3], places[at + 4]) = (1f / (1 + since), 1f / (length - since));
            }
        }

        return places;
    }
}
