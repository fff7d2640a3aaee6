using System.Buffers;
using System.Collections.Concurrent;
using Timbre.Audio.World;
using Timbre.Models.Nn;
using Timbre.Models.Vocoders.Filters;
using Timbre.Models.Vocoders.Network;

namespace Timbre.Models.Vocoders;

/// <summary>Frames through the network of models/vocoder.</summary>
internal sealed class NeuralVocoder : IFrameVocoder
{
    private static readonly Lazy<FilterBasis> Shapes = new(() => new FilterBasis(VocoderFile.Embedded.Config, SpeechFormat.SampleRateHz));

    // A stream is a megabyte of scratch; there are as many as ever spoke at once.
    private static readonly ConcurrentBag<VocoderStream> Idle = [];

    public void Speak(ReadOnlySpan<float> features, Span<float> samples, ulong seed)
    {
        var frames = Math.Min(features.Length / FrameFeatures.Count, (samples.Length / VocoderStream.Hop) + 2);
        var buffer = ArrayPool<float>.Shared.Rent(VocoderStream.SamplesOf(frames) + VocoderStream.Hop);
        var stream = Idle.TryTake(out var idle) ? idle : new VocoderStream(VocoderFile.Embedded, Shapes.Value);
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
            Idle.Add(stream);
            ArrayPool<float>.Shared.Return(buffer);
        }
    }
}
