using System.Buffers;
using Timbre.Audio.World;
using Timbre.Models.Nn;
using Timbre.Models.Nn.WeightFiles;
using Timbre.Models.Vocoders.Filters;
using Timbre.Models.Vocoders.Network;

namespace Timbre.Models.Vocoders;

/// <summary>Frames through the network of models/vocoder.</summary>
internal sealed class NeuralVocoder : IFrameVocoder
{
    private static readonly Lazy<VocoderWeights> Weights = new(WeightFile.ReadEmbedded<VocoderConfig, VocoderWeights>);
    private static readonly Lazy<FilterBasis> Shapes = new(() => new FilterBasis(Embedded.Config, SpeechFormat.SampleRateHz));

    private static readonly ScratchPool<VocoderStream> Streams = new(() => new VocoderStream(Embedded, Shapes.Value));

    /// <summary>The weights that this assembly brings; read when they are first asked for.</summary>
    public static VocoderWeights Embedded => Weights.Value;

    public void Speak(ReadOnlySpan<float> features, Span<float> samples, ulong seed)
    {
        var frames = Math.Min(features.Length / FrameFeatures.Count, (samples.Length / VocoderStream.Hop) + 2);
        var buffer = ArrayPool<float>.Shared.Rent(VocoderStream.SamplesOf(frames) + VocoderStream.Hop);
        var stream = Streams.Rent();
        try
        {
            stream.Reset(seed);
            var written = stream.Push(features[..(frames * FrameFeatures.Count)], buffer);
            written += stream.Finish(buffer.AsSpan(written));
            written = Math.Min(written, samples.Length);
            buffer.AsSpan(0, written).CopyTo(samples);
            samples[written..].Clear();
        }
        finally
        {
            Streams.Return(stream);
            ArrayPool<float>.Shared.Return(buffer);
        }
    }
}
