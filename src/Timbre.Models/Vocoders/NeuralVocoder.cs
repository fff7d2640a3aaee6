using System.Buffers;
using Timbre.Audio.World;
using Timbre.Models.Nn;
using Timbre.Models.Vocoders.Filters;
using Timbre.Models.Vocoders.Network;

namespace Timbre.Models.Vocoders;

/// <summary>Frames through the network of models/vocoder.</summary>
internal sealed class NeuralVocoder : IFrameVocoder
{
    private readonly ScratchPool<VocoderStream> _streams;

    /// <summary>A vocoder for any number of threads; each stream is a megabyte of scratch.</summary>
    public NeuralVocoder(VocoderWeights weights)
    {
        var basis = new FilterBasis(weights.Config);
        Layout = weights.Config.Layout;
        _streams = new ScratchPool<VocoderStream>(() => new VocoderStream(weights, basis));
    }

    public FrameLayout Layout { get; }

    public void Speak(ReadOnlySpan<float> features, Span<float> samples, ulong seed)
    {
        var frames = Math.Min(features.Length / Layout.Count, (samples.Length / Layout.HopSamples) + 2);
        var buffer = ArrayPool<float>.Shared.Rent(Math.Max(1, frames) * Layout.HopSamples);
        var stream = _streams.Rent();
        try
        {
            stream.Reset(seed);
            var written = stream.Push(features[..(frames * Layout.Count)], buffer);
            written += stream.Finish(buffer.AsSpan(written));
            written = Math.Min(written, samples.Length);
            buffer.AsSpan(0, written).CopyTo(samples);
            samples[written..].Clear();
        }
        finally
        {
            _streams.Return(stream);
            ArrayPool<float>.Shared.Return(buffer);
        }
    }
}
