using System.Buffers;
using Timbre.Audio.World;
using Timbre.Models.Nn;
using Timbre.Models.Vocoders.Filters;
using Timbre.Models.Vocoders.Network;

namespace Timbre.Models.Vocoders;

/// <summary>Frames through the network of models/vocoder.</summary>
internal sealed class NeuralVocoder : IFrameVocoder
{
    private readonly VocoderConfig _config;
    private readonly ScratchPool<VocoderStream> _streams;

    /// <summary>A vocoder for any number of threads; each stream is a megabyte of scratch.</summary>
    public NeuralVocoder(VocoderWeights weights)
    {
        var basis = new FilterBasis(weights.Config);
        _config = weights.Config;
        _streams = new ScratchPool<VocoderStream>(() => new VocoderStream(weights, basis));
    }

    public FrameLayout Layout => _config.Layout;

    public IVocoderSound Begin(int samples, ulong seed) => new Sound(this, samples, seed);

    /// <summary>Borrows a stream for each push.</summary>
    private sealed class Sound(NeuralVocoder vocoder, int samples, ulong seed) : IVocoderSound
    {
        private readonly int _maxFrames = (samples / vocoder.Layout.HopSamples) + 2;
        private VocoderState? _state;
        private int _frames;
        private int _written;

        public float[] Push(ReadOnlySpan<float> features, bool isLast)
        {
            var layout = vocoder.Layout;
            var frames = Math.Min(features.Length / layout.Count, _maxFrames - _frames);
            var most = (frames + VocoderStream.MaxWaiting(vocoder._config) + VocoderStream.LatencyFrames + 1) * layout.HopSamples;
            var buffer = ArrayPool<float>.Shared.Rent(most);
            try
            {
                var written = Run(features[..(frames * layout.Count)], buffer, isLast);
                _frames += frames;
                written = Math.Min(written, samples - _written);
                var sound = new float[isLast ? samples - _written : written]; // silent behind the last frame
                buffer.AsSpan(0, written).CopyTo(sound);
                _written += sound.Length;
                return sound;
            }
            finally
            {
                ArrayPool<float>.Shared.Return(buffer);
            }
        }

        private int Run(ReadOnlySpan<float> features, Span<float> to, bool isLast)
        {
            var stream = vocoder._streams.Rent();
            try
            {
                if (_state is null)
                    stream.Reset(seed);
                else
                    stream.Load(_state);
                var written = stream.Push(features, to);
                if (isLast)
                    return written + stream.Finish(to[written..]);
                stream.Save(_state ??= new VocoderState(vocoder._config));
                return written;
            }
            finally
            {
                vocoder._streams.Return(stream);
            }
        }
    }
}
