using Timbre.Audio;
using Timbre.Audio.World;

namespace Timbre.Models.Vocoders;

/// <summary>Frames through <see cref="WorldSynthesizer"/>: envelope and aperiodicity on lines between their points.</summary>
/// <remarks>It needs all frames before its first sample.</remarks>
internal sealed class ParametricVocoder(FrameLayout layout) : IFrameVocoder
{
    private const int FftSize = 1024;

    private readonly MelEnvelope _envelope = new(layout, (FftSize / 2) + 1);
    private readonly WorldSynthesizer _vocoder = new(layout.RateHz, FftSize, fromZero: true);

    public FrameLayout Layout => layout;

    public IVocoderSound Begin(int samples, ulong seed) => new Sound(this, samples, seed);

    private float[] Speak(float[] features, int samples, ulong seed)
    {
        var (f0Hz, sound) = (new float[features.Length / layout.Count], new float[samples]);
        for (var t = 0; t < f0Hz.Length; t++)
            f0Hz[t] = features[t * layout.Count];
        _vocoder.Synthesize(f0Hz, Framing.HopSeconds, features, (source, t, power, aperiodicity) =>
        {
            var frame = source.AsSpan(t * layout.Count, layout.Count);
            _envelope.Fill(frame[layout.FirstMel..], frame.Slice(1, layout.Bands), power, aperiodicity);
        }, sound, seed);
        return sound;
    }

    private sealed class Sound(ParametricVocoder vocoder, int samples, ulong seed) : IVocoderSound
    {
        private readonly List<float> _features = [];

        public float[] Push(ReadOnlySpan<float> features, bool isLast)
        {
            _features.AddRange(features);
            return isLast ? vocoder.Speak([.. _features], samples, seed) : [];
        }
    }
}
