using System.Buffers;
using Timbre.Audio;
using Timbre.Audio.World;
using Timbre.Models.Nn;

namespace Timbre.Models.Vocoders;

/// <summary>Frames through <see cref="WorldSynthesizer"/>: envelope and aperiodicity on lines between their points.</summary>
internal sealed class ParametricVocoder : IFrameVocoder
{
    private const int FftSize = 1024;
    private const int FirstMel = 1 + FrameFeatures.Bands;

    private static readonly MelEnvelope Envelope = new(SpeechFormat.SampleRateHz, (FftSize / 2) + 1);
    private readonly WorldSynthesizer _vocoder = new(SpeechFormat.SampleRateHz, FftSize, fromZero: true);

    public void Speak(ReadOnlySpan<float> features, Span<float> samples, ulong seed)
    {
        var frames = features.Length / FrameFeatures.Count;
        var rented = ArrayPool<float>.Shared.Rent(features.Length + frames);
        try
        {
            // The synthesiser asks for spectra by and by, which a span does not survive.
            features.CopyTo(rented);
            var f0Hz = rented.AsSpan(features.Length, frames);
            for (var t = 0; t < frames; t++)
                f0Hz[t] = features[t * FrameFeatures.Count];
            _vocoder.Synthesize(f0Hz, Framing.HopSeconds, rented, (source, t, power, aperiodicity) =>
            {
                var frame = source.AsSpan(t * FrameFeatures.Count, FrameFeatures.Count);
                Envelope.Fill(frame[FirstMel..], frame.Slice(1, FrameFeatures.Bands), power, aperiodicity);
            }, samples, seed);
        }
        finally
        {
            ArrayPool<float>.Shared.Return(rented);
        }
    }
}
