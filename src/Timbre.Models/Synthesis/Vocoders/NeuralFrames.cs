using System.Buffers;
using System.Collections.Concurrent;
using Timbre.Audio;
using Timbre.Models.NeuralVocoder;
using Timbre.Models.NeuralVocoder.Filters;
using Timbre.Models.NeuralVocoder.Network;

namespace Timbre.Models.Synthesis.Vocoders;

/// <summary>Frames through the network of models/vocoder.</summary>
internal sealed class NeuralFrames : IFrameVocoder
{
    private static readonly Lazy<FilterShapes> Shapes = new(() => new FilterShapes(VocoderFile.Embedded.Config, VoiceEngine.SpeechRateHz));

    // A stream is a megabyte of scratch; there are as many as ever spoke at once.
    private static readonly ConcurrentBag<VocoderStream> Idle = [];

    public void Speak(ReadOnlySpan<float> features, Span<float> samples, ulong seed)
    {
        var frames = Math.Min(features.Length / FrameFeatures.Count, (samples.Length / VocoderStream.Hop) + 2);
        var made = ArrayPool<float>.Shared.Rent(VocoderStream.SamplesOf(frames) + VocoderStream.Hop);
        var stream = Idle.TryTake(out var idle) ? idle : new VocoderStream(VocoderFile.Embedded, Shapes.Value);
        try
        {
            stream.Reset(seed);
            var written = stream.Push(features[..(frames * FrameFeatures.Count)], made);
            written += stream.Finish(made.AsSpan(written));
            written = Math.Min(written, samples.Length);
            made.AsSpan(0, written).CopyTo(samples);
            samples[written..].Clear();
        }
        finally
        {
            Idle.Add(stream);
            ArrayPool<float>.Shared.Return(made);
        }
    }
}
