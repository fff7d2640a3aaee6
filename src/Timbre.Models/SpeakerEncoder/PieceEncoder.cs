using Timbre.Audio;
using Timbre.Audio.Filters;
using Timbre.Audio.Measures;
using Timbre.Models.Layers;
using Timbre.Models.SpeakerEncoder.Network;

namespace Timbre.Models.SpeakerEncoder;

/// <summary>What one thread needs to embed sounds, one after another: front end and network with their scratch, a piece's frames.</summary>
internal sealed class PieceEncoder
{
    /// <summary>The most frames that go into the network at once: 8 s.</summary>
    public const int MostFrames = 800;

    /// <summary>What is left over at the end of a long sound counts from half a second on.</summary>
    private const int LeastFrames = 50;

    private const float Peak = 0.5f;

    private readonly EncoderWeights _weights;
    private readonly EncoderConfig _config;
    private readonly MelBands _front;
    private readonly EncoderNetwork _network;
    private readonly float[] _bands;
    private readonly float[] _told;
    private readonly float[] _weighed;
    private int _held;

    /// <summary>One with these weights.</summary>
    public PieceEncoder(EncoderWeights weights)
    {
        (_weights, _config) = (weights, weights.Config);
        (_front, _network) = (new MelBands(_config), new EncoderNetwork(weights, MostFrames));
        (_bands, _told, _weighed) = (new float[MostFrames * _config.Bands], new float[_config.Embedding], new float[_config.Embedding]);
    }

    /// <summary>The direction that the pieces of some stretches of a sound have together.</summary>
    public SpeakerEmbedding Embed(Clip sound, IReadOnlyList<SpeechSegment> stretches, CancellationToken ct)
    {
        var sum = new float[_config.Embedding];
        var seconds = stretches.Sum(stretch => stretch.Seconds);
        var pieces = Math.Max(1, (int)Math.Ceiling(FramesOf(seconds) / MostFrames));
        var target = Math.Clamp((int)Math.Ceiling(FramesOf(seconds) / pieces), LeastFrames, MostFrames);
        var gain = Gain(sound, stretches);
        _held = 0;
        foreach (var stretch in stretches)
        {
            for (var at = stretch.StartSeconds; at < stretch.EndSeconds;)
            {
                ct.ThrowIfCancellationRequested();
                var end = Math.Min(stretch.EndSeconds, at + SecondsOf(target - _held));
                if (stretch.EndSeconds - end < SecondsOf(1))
                    end = stretch.EndSeconds;
                Hear(sound, at, end, gain);
                at = end;
                if (_held >= target)
                    Add(sum);
            }
        }

        if (_held >= LeastFrames || (_held > 1 && Array.TrueForAll(sum, value => value == 0)))
            Add(sum);
        EncoderNetwork.Unit(sum);
        return new SpeakerEmbedding(sum, seconds);
    }

    /// <summary>What brings the loudest sample of what is heard to the level that the network learnt at.</summary>
    private static float Gain(Clip sound, IReadOnlyList<SpeechSegment> stretches)
    {
        var peak = 1e-6f;
        foreach (var (start, end) in stretches)
        {
            var first = Math.Clamp((int)(start * sound.RateHz), 0, sound.Samples.Length);
            foreach (var sample in sound.Samples.AsSpan(first..Math.Clamp((int)(end * sound.RateHz), first, sound.Samples.Length)))
                peak = Math.Max(peak, Math.Abs(sample));
        }

        return Peak / peak;
    }

    private double FramesOf(double seconds) => seconds * _config.RateHz / _config.HopSamples;

    private double SecondsOf(int frames) => (((double)frames * _config.HopSamples) + _config.WindowSamples - _config.HopSamples) / _config.RateHz;

    /// <summary>Puts the frames of a part, at most a piece long, behind those that are held.</summary>
    private void Hear(Clip sound, double start, double end, float gain)
    {
        var part = Resampler.Convert(sound.Cut(start, end), _config.RateHz).Samples;
        foreach (ref var sample in part.AsSpan())
            sample *= gain;
        var frames = Math.Min(MelBands.Frames(_config, part.Length), MostFrames - _held);
        if (frames == 0)
            return;
        var most = ((frames - 1) * _config.HopSamples) + _config.WindowSamples;
        _front.Look(part.AsSpan(0, most), _bands.AsSpan(_held * _config.Bands));
        _held += frames;
    }

    /// <summary>Adds the direction of the frames that are held, by their number, and lets go of them.</summary>
    private void Add(Span<float> sum)
    {
        _network.Run(_bands, _held, _told);
        Linear.Forward(_told, _weights.Weigh.Weight, _weights.Weigh.Bias, 1, _config.Embedding, _config.Embedding, _weighed);
        EncoderNetwork.Unit(_weighed);
        Lanes.AddScaled(_weighed, _held, sum);
        _held = 0;
    }
}
