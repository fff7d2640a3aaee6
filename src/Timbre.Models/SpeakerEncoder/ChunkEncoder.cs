using Timbre.Audio;
using Timbre.Audio.Filters;
using Timbre.Audio.Measures;
using Timbre.Models.Nn;
using Timbre.Models.Nn.Layers;
using Timbre.Models.SpeakerEncoder.Network;

namespace Timbre.Models.SpeakerEncoder;

/// <summary>Embeds sounds on one thread, one after another: front end and network with their scratch, the frames of a chunk.</summary>
internal sealed class ChunkEncoder
{
    /// <summary>The most frames that go into the network at once: 8 s.</summary>
    public const int MaxFrames = 800;

    /// <summary>Minimum number of frames of the last chunk of a long sound: half a second.</summary>
    private const int MinFrames = 50;

    private const float Peak = 0.5f;

    private readonly EncoderWeights _weights;
    private readonly EncoderConfig _config;
    private readonly EncoderFrontEnd _frontEnd;
    private readonly EncoderNetwork _network;
    private readonly float[] _bands;
    private readonly float[] _embedding;
    private readonly float[] _whitened;
    private int _buffered;

    /// <summary>One with these weights.</summary>
    public ChunkEncoder(EncoderWeights weights)
    {
        (_weights, _config) = (weights, weights.Config);
        (_frontEnd, _network) = (new EncoderFrontEnd(_config), new EncoderNetwork(weights, MaxFrames));
        (_bands, _embedding,
            _whitened) = (new float[MaxFrames * _config.Bands], new float[_config.Embedding], new float[_config.Embedding]);
    }

    /// <summary>The direction that the pieces of some stretches of a sound have together.</summary>
    public SpeakerEmbedding Embed(AudioClip sound, IReadOnlyList<SpeechSegment> stretches, CancellationToken ct)
    {
        var sum = new float[_config.Embedding];
        var seconds = stretches.Sum(stretch => stretch.Seconds);
        var chunks = Math.Max(1, (int)Math.Ceiling(FramesOf(seconds) / MaxFrames));
        var target = Math.Clamp((int)Math.Ceiling(FramesOf(seconds) / chunks), MinFrames, MaxFrames);
        var gain = Gain(sound, stretches);
        _buffered = 0;
        foreach (var stretch in stretches)
        {
            for (var at = stretch.StartSeconds; at < stretch.EndSeconds;)
            {
                ct.ThrowIfCancellationRequested();
                var end = Math.Min(stretch.EndSeconds, at + SecondsOf(target - _buffered));
                if (stretch.EndSeconds - end < SecondsOf(1))
                    end = stretch.EndSeconds;
                Append(sound, at, end, gain);
                at = end;
                if (_buffered >= target)
                    AddChunk(sum);
            }
        }

        if (_buffered >= MinFrames || (_buffered > 1 && Array.TrueForAll(sum, value => value == 0)))
            AddChunk(sum);
        EncoderNetwork.NormaliseLength(sum);
        return new SpeakerEmbedding(sum, seconds);
    }

    /// <summary>Gain from the peak of the speech to the peak that the network was trained with.</summary>
    private static float Gain(AudioClip sound, IReadOnlyList<SpeechSegment> stretches)
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

    private double SecondsOf(int frames) =>
        (((double)frames * _config.HopSamples) + _config.WindowSamples - _config.HopSamples) / _config.RateHz;

    /// <summary>Appends the frames of a part, at most a chunk long, to the buffered ones.</summary>
    private void Append(AudioClip sound, double start, double end, float gain)
    {
        var part = Resampler.Convert(sound.Cut(start, end), _config.RateHz).Samples;
        foreach (ref var sample in part.AsSpan())
            sample *= gain;
        var frames = Math.Min(EncoderFrontEnd.Frames(_config, part.Length), MaxFrames - _buffered);
        if (frames == 0)
            return;
        var max = ((frames - 1) * _config.HopSamples) + _config.WindowSamples;
        _frontEnd.Analyse(part.AsSpan(0, max), _bands.AsSpan(_buffered * _config.Bands));
        _buffered += frames;
    }

    /// <summary>Adds the embedding of the buffered frames, weighted by their number, and empties the buffer.</summary>
    private void AddChunk(Span<float> sum)
    {
        _network.Run(_bands, _buffered, _embedding);
        Linear.Forward(_embedding, _weights.Whitening.Weight, _weights.Whitening.Bias, 1, _config.Embedding, _config.Embedding, _whitened);
        EncoderNetwork.NormaliseLength(_whitened);
        VectorMath.AddScaled(_whitened, _buffered, sum);
        _buffered = 0;
    }
}
