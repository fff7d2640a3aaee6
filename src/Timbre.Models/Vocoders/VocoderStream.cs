using Timbre.Audio.World;
using Timbre.Models.Vocoders.Filters;
using Timbre.Models.Vocoders.Network;

namespace Timbre.Models.Vocoders;

/// <summary>Frames in, sound out, as it becomes final: a sample is, when the frames that the network looks ahead are known.</summary>
/// <remarks>
/// However the frames are dealt out, the samples are the same to the bit. One thread at a time; after it was made it allocates nothing.
/// </remarks>
internal sealed class VocoderStream
{
    private const int BlockSteps = 32; // that go through the network together
    internal const int LatencyFrames = 2; // frames that the piece of the first sample reaches back

    private readonly VocoderConfig _config;
    private readonly VocoderNetwork _network;
    private readonly FrameSynthesis _synthesis;
    private readonly Excitation _excitation;
    private readonly int _blockFrames;
    private readonly int _frameLength;
    private readonly float[] _features; // of frames that have not been run
    private readonly float[] _outputs;
    private readonly double[] _overlap = new double[FilterBasis.FftSize];
    private int _received; // frames
    private int _processed;

    public VocoderStream(VocoderWeights weights, FilterBasis shapes)
    {
        (_config, _frameLength) = (weights.Config, weights.Config.Layout.Count);
        _blockFrames = BlockSteps * _config.FramesPerStep;
        Hop = _config.Layout.HopSamples;
        var waiting = MaxWaiting(_config);
        _network = new VocoderNetwork(weights, BlockSteps);
        _synthesis = new FrameSynthesis(_config, shapes);
        _excitation = new Excitation(_config.Layout.RateHz, Hop, _blockFrames + waiting + LatencyFrames + 2);
        _features = new float[(_blockFrames + waiting) * _frameLength];
        _outputs = new float[VocoderNetwork.OutputLength(_config, BlockSteps)];
    }

    /// <summary>Samples between two frames.</summary>
    public int Hop { get; }

    /// <summary>Frames that can wait for those that the network looks ahead.</summary>
    public static int MaxWaiting(VocoderConfig config) => (config.Ahead + 1) * config.FramesPerStep;

    /// <summary>At most so many samples become final with so many frames: some of a step may have come before.</summary>
    public int MaxSamples(int frames) => (frames + _config.FramesPerStep - 1) * Hop;

    /// <summary>Begins another sound; another seed gives other noise.</summary>
    public void Reset(ulong seed)
    {
        _network.Reset();
        _excitation.Reset(seed);
        _overlap.AsSpan().Clear();
        (_received, _processed) = (0, 0);
    }

    /// <summary>Writes down where the sound is between two pushes: another stream can go on from there.</summary>
    public void Save(VocoderState to)
    {
        (to.Received, to.Processed) = (_received, _processed);
        _network.Save(to.Network);
        to.Excitation.CopyFrom(_excitation);
        _features.AsSpan(0, to.Features.Length).CopyTo(to.Features);
        _overlap.CopyTo(to.Overlap, 0);
    }

    /// <summary>Goes on with a sound from where a stream of the same weights was.</summary>
    public void Load(VocoderState from)
    {
        (_received, _processed) = (from.Received, from.Processed);
        _network.Load(from.Network);
        _excitation.CopyFrom(from.Excitation);
        from.Features.CopyTo(_features, 0);
        from.Overlap.CopyTo(_overlap, 0);
    }

    /// <summary>Adds frames, [frames, <see cref="FrameLayout.Count"/>], and writes the samples that became final.</summary>
    /// <returns>How many: at most <see cref="MaxSamples"/>.</returns>
    public int Push(ReadOnlySpan<float> features, Span<float> samples)
    {
        if (features.Length % _frameLength != 0)
            throw new ArgumentException($"{features.Length} numbers are no whole frames of {_frameLength}.", nameof(features));
        var written = 0;
        while (features.Length > 0)
        {
            var frames = Math.Min(_blockFrames, features.Length / _frameLength);
            for (var t = 0; t < frames; t++)
                AddFrame(features.Slice(t * _frameLength, _frameLength));
            features = features[(frames * _frameLength)..];
            written += Run(samples[written..]);
        }

        return written;
    }

    /// <summary>After the last frame: the samples that are left.</summary>
    /// <returns>How many: at most three hops and one for each frame of a step and of those ahead.</returns>
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
        frame.CopyTo(_features.AsSpan((_received - _processed) * _frameLength));
        _network.Add(frame);
        _excitation.Add(frame[0]);
        _received++;
    }

    private int Run(Span<float> samples)
    {
        var (steps, written) = (_network.Ready, 0);
        if (steps == 0)
            return 0;
        _network.Run(steps, _outputs);
        var frames = Math.Min(steps * _config.FramesPerStep, _received - _processed); // the last step may have been filled up
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
        _features.AsSpan(frames * _frameLength, (_received - _processed) * _frameLength).CopyTo(_features);
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
