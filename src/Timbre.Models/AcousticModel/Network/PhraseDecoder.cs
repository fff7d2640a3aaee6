using System.Buffers;

namespace Timbre.Models.AcousticModel.Network;

/// <summary>
/// F0 and frames of a phrase, some steps at a time: the bits of <see cref="AcousticModelNetwork.PredictLogF0"/> and
/// <see cref="AcousticModelNetwork.Decode"/> over the whole phrase. One thread at a time.
/// </summary>
internal sealed class PhraseDecoder
{
    private readonly AcousticModelNetwork _network;
    private readonly float _f0Scale;
    private readonly StepStream _pitch;
    private readonly StepStream _decoder;
    private readonly float[] _pitchPositions;
    private readonly float[] _positions;
    private readonly float[] _f0;
    private int _knownF0; // steps

    /// <param name="network">The speaker's.</param>
    /// <param name="encoded">What <see cref="AcousticModelNetwork.Encode"/> gave.</param>
    /// <param name="durations">Steps of each phone.</param>
    /// <param name="f0Scale">Factor on F0 on its way to the decoder.</param>
    public PhraseDecoder(AcousticModelNetwork network, ReadOnlySpan<float> encoded, int[] durations, float f0Scale)
    {
        var layers = network.Layers;
        (_network, _f0Scale) = (network, f0Scale);
        _pitchPositions = PositionFeatures.Of(durations, AcousticModelConfig.PositionCount);
        Steps = _pitchPositions.Length / AcousticModelConfig.PositionCount;
        _f0 = new float[Steps];
        _positions = PositionFeatures.WithF0(durations, _f0, network.MeanF0);
        _pitch = new StepStream(
            layers.PitchPositionProjection, layers.PitchPredictor, layers.PitchOutput,
            AcousticModelNetwork.ProjectPhones(layers.PitchInput, encoded), durations);
        _decoder = new StepStream(
            layers.PositionProjection, layers.Decoder, layers.OutputProjection,
            AcousticModelNetwork.ProjectPhones(layers.DecoderInput, encoded), durations);
    }

    /// <summary>Steps of the phrase.</summary>
    public int Steps { get; }

    /// <summary>Steps whose frames have come out.</summary>
    public int Decoded { get; private set; }

    /// <summary>F0 of each step, not scaled; known for the steps that have come out, and for the one behind them.</summary>
    public ReadOnlySpan<float> NormalisedF0 => _f0;

    /// <summary>The frames of further steps.</summary>
    /// <param name="steps">How many at least, unless fewer are left; near the end some more come out.</param>
    /// <returns>[frames, <see cref="AcousticModelConfig.PerFrame"/>]</returns>
    public float[] Decode(int steps)
    {
        var target = Math.Min(Steps, Decoded + steps);
        var pushed = Math.Min(Steps, target + _decoder.Ahead);
        PredictF0(Math.Max(pushed, Math.Min(Steps, target + 1)));
        var count = Math.Max(0, pushed - _decoder.Pushed);
        var output = ArrayPool<float>.Shared.Rent(_decoder.Room(count));
        try
        {
            var known = _decoder.Push(_positions, count, output);
            var frames = output[..(known * AcousticModelConfig.FramesPerStep * _network.Config.PerFrame)];
            _network.AddAperiodicityOffset(frames);
            Decoded += known;
            return frames;
        }
        finally
        {
            ArrayPool<float>.Shared.Return(output);
        }
    }

    private void PredictF0(int target)
    {
        var count = Math.Max(0, Math.Min(Steps, target + _pitch.Ahead) - _pitch.Pushed);
        var output = ArrayPool<float>.Shared.Rent(_pitch.Room(count));
        try
        {
            var known = _pitch.Push(_pitchPositions, count, output);
            for (var t = _knownF0; t < _knownF0 + known; t++)
            {
                _f0[t] = output[t - _knownF0];
                _positions[(t * PositionFeatures.WithF0Count) + AcousticModelConfig.PositionCount] = _f0Scale * _f0[t];
            }

            _knownF0 += known;
        }
        finally
        {
            ArrayPool<float>.Shared.Return(output);
        }
    }
}
