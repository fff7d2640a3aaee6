using System.Buffers;
using Timbre.Audio;
using Timbre.Audio.World;

namespace Timbre.Models.Vocoders;

/// <summary>Frames through <see cref="WorldSynthesizer"/>: envelope and aperiodicity on lines between their points.</summary>
internal sealed class ParametricVocoder(FrameLayout layout) : IFrameVocoder
{
    private const int FftSize = 1024;

    private readonly MelEnvelope _envelope = new(layout, (FftSize / 2) + 1);
    private readonly WorldSynthesizer _vocoder = new(layout.RateHz, FftSize, fromZero: true);

    public FrameLayout Layout => layout;

    public void Speak(ReadOnlySpan<float> features, Span<float> samples, ulong seed)
    {
        var frames = features.Length / layout.Count;
        var rented = ArrayPool<float>.Shared.Rent(features.Length + frames);
        try
        {
            // The synthesiser asks for spectra by and by, which a span does not survive.
            features.CopyTo(rented);
            var f0Hz = rented.AsSpan(features.Length, frames);
            for (var t = 0; t < frames; t++)
                f0Hz[t] = features[t * layout.Count];
            _vocoder.Synthesize(f0Hz, Framing.HopSeconds, rented, (source, t, power, aperiodicity) =>
            {
                var frame = source.AsSpan(t * layout.Count, layout.Count);
                _envelope.Fill(frame[layout.FirstMel..], frame.Slice(1, layout.Bands), power, aperiodicity);
            }, samples, seed);
        }
        finally
        {
            ArrayPool<float>.Shared.Return(rented);
        }
    }
}
