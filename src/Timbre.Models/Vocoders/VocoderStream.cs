using Timbre.Audio.World;
using Timbre.Models.Nn;
using Timbre.Models.Vocoders.Filters;
using Timbre.Models.Vocoders.Network;

namespace Timbre.Models.Vocoders;

/// <summary>Frames in, sound out, as it becomes final: a sample is, when the fourth frame behind it is known.</summary>
/// <remarks>
/// However the frames are dealt out, the samples are the same to the bit. One thread at a time; after it was made it allocates nothing.
/// </remarks>
internal sealed class VocoderStream
{
    /// <summary>Samples between two frames: 5 ms.</summary>
    public const int Hop = 80;

    private const int Block = 32; // frames that go through the network together
    private const int LatencyFrames = 2; // frames that the piece of the first sample reaches back

    private readonly VocoderConfig _config;
    private readonly VocoderNetwork _network;
    private readonly FrameSynthesis _synthesis;
    private readonly Excitation _excitation;
    private readonly float[] _features; // of frames that have not been run
    private readonly float[] _outputs;
    private readonly double[] _overlap = new double[FilterBasis.FftSize];
    private int _received; // frames
    private int _processed;

    public VocoderStream(VocoderWeights weights, FilterBasis shapes)
    {
        _config = weights.Config;
        _network = new VocoderNetwork(weights, Block);
        _synthesis = new FrameSynthesis(_config, shapes, Hop);
        _excitation = new Excitation(SpeechFormat.SampleRateHz, Hop, Block + _config.Ahead + LatencyFrames + 2);
        _features = new float[(Block + _config.Ahead) * FrameFeatures.Count];
        _outputs = new float[VocoderNetwork.OutputLength(_config, Block)];
    }

    /// <summary>Samples that so many frames make altogether.</summary>
    public static int SamplesOf(int frames) => Math.Max(0, frames - 1) * Hop;

    /// <summary>Begins another sound; another seed gives other noise.</summary>
    public void Reset(ulong seed)
    {
        _network.Reset();
        _excitation.Reset(seed);
        _overlap.AsSpan().Clear();
        (_received, _processed) = (0, 0);
    }

    /// <summary>Adds frames, [frames, <see cref="FrameFeatures.Count"/>], and writes the samples that became final.</summary>
    /// <returns>How many: at most a hop for each frame.</returns>
    public int Push(ReadOnlySpan<float> features, Span<float> samples)
    {
        if (features.Length % FrameFeatures.Count != 0)
            throw new ArgumentException($"{features.Length} numbers are no whole frames of {FrameFeatures.Count}.", nameof(features));
        var written = 0;
        while (features.Length > 0)
        {
            var frames = Math.Min(Block, features.Length / FrameFeatures.Count);
            for (var t = 0; t < frames; t++)
                AddFrame(features.Slice(t * FrameFeatures.Count, FrameFeatures.Count));
            features = features[(frames * FrameFeatures.Count)..];
            written += Run(samples[written..]);
        }

        return written;
    }

    /// <summary>After the last frame: the samples that are left.</summary>
    /// <returns>How many: at most three hops and one for each frame ahead.</returns>
    public int Finish(Span<float> samples)
    {
        if (_received == 0)
            return 0;
        _network.End();
        _excitation.End();
        var written = Run(samples);
        if (_received < 2)
            return 0;
        WriteHop(samples[written..]);
        return written + Hop;
    }

    private void AddFrame(ReadOnlySpan<float> frame)
    {
        frame.CopyTo(_features.AsSpan((_received - _processed) * FrameFeatures.Count));
        _network.Add(frame);
        _excitation.Add(frame[0]);
        _received++;
    }

    private int Run(Span<float> samples)
    {
        var (frames, written) = (_network.Ready, 0);
        if (frames == 0)
            return 0;
        _network.Run(frames, _outputs);
        _synthesis.Prepare(_features, _outputs, frames);
        for (var t = 0; t < frames; t++)
        {
            var segment = _synthesis.Synthesize(t, _outputs, _excitation, t * Hop);
            for (var n = 0; n < segment.Length; n++)
                _overlap[n] += segment[n];
            if (_processed + t >= LatencyFrames)
            {
                WriteHop(samples[written..]);
                written += Hop;
            }
            else
            {
                Shift(); // before the sound begins
            }
        }

        _excitation.Drop(frames);
        _processed += frames;
        _features.AsSpan(frames * FrameFeatures.Count, (_received - _processed) * FrameFeatures.Count).CopyTo(_features);
        return written;
    }

    /// <summary>The first hop of what has been added up; nothing will be added to it.</summary>
    private void WriteHop(Span<float> samples)
    {
        for (var n = 0; n < Hop; n++)
            samples[n] = (float)_overlap[n];
        Shift();
    }

    private void Shift()
    {
        _overlap.AsSpan(Hop).CopyTo(_overlap);
        _overlap.AsSpan(_overlap.Length - Hop).Clear();
    }
}
