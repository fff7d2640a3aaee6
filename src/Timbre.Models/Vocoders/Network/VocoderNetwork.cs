using Timbre.Audio.World;
using Timbre.Models.Nn.Layers;

namespace Timbre.Models.Vocoders.Network;

/// <summary>From frames to the numbers that filters are made of, frame after frame.</summary>
/// <remarks>
/// Sees <see cref="VocoderConfig.Ahead"/> frames ahead in the first layer only; behind the last frame lies the last again, before the first
/// the first. The same frames give the same bits however they are dealt out: a row of a layer does not depend on how many go with it, for
/// all rows go through tiles of four. One thread at a time, no allocation.
/// </remarks>
internal sealed class VocoderNetwork
{
    private const float MinHz = 20;
    private const int Tile = 4;

    private readonly VocoderWeights _weights;
    private readonly VocoderConfig _config;
    private readonly int _maxRows;
    private readonly float[] _window; // inputs of frames from Before before the next one on
    private readonly float[] _columns;
    private readonly float[][] _histories; // what each block has seen, Kernel - 1 rows, and then the rows at hand
    private readonly float[] _x;
    private readonly float[] _y;
    private readonly float[] _hidden;
    private int _rows; // in the window

    /// <summary>For at most <paramref name="maxFrames"/> frames at once.</summary>
    public VocoderNetwork(VocoderWeights weights, int maxFrames)
    {
        (_weights, _config, _maxRows) = (weights, weights.Config, Tiles(maxFrames + weights.Config.Ahead));
        _window = new float[(_config.ContextFrames + _maxRows) * _config.Inputs];
        _columns = new float[_maxRows * _config.ContextFrames * _config.Inputs];
        _histories = [.. weights.Blocks.Select(_ => new float[(_config.Kernel - 1 + _maxRows) * _config.Width])];
        _x = new float[_maxRows * _config.Width];
        _y = new float[(_config.Kernel - 1 + _maxRows) * _config.Width];
        _hidden = new float[_maxRows * _config.Hidden];
    }

    /// <summary>Number of frames that can be run now.</summary>
    public int Ready => Math.Max(0, _rows - _config.ContextFrames + 1);

    /// <summary>Room for the outputs of so many frames: layers write whole tiles.</summary>
    public static int OutputLength(VocoderConfig config, int frames) => Tiles(frames + config.Ahead) * config.Outputs;

    /// <summary>Resets the state for another sound.</summary>
    public void Reset()
    {
        _rows = 0;
        foreach (var history in _histories)
            history.AsSpan().Clear();
    }

    /// <summary>Adds a frame as <see cref="FrameFeatures"/> has it.</summary>
    public void Add(ReadOnlySpan<float> frame)
    {
        var row = Row(_rows);
        var isVoiced = frame[0] > 0;
        row[0] = isVoiced ? 1 : 0;
        row[1] = isVoiced ? (MathF.Log(Math.Max(MinHz, frame[0])) - 5) / 0.5f : 0;
        for (var band = 0; band < _config.Bands; band++)
            row[2 + band] = (frame[1 + band] * 0.5f) + 0.5f;
        for (var k = 0; k < _config.Mels; k++)
            row[2 + _config.Bands + k] = (frame[1 + _config.Bands + k] + 9) / 4;
        _rows++;
        while (_rows <= _config.Before)
            RepeatLastFrame(); // the first frame only: from then on there are enough
    }

    /// <summary>Ends the sound: repeats the last frame for those ahead.</summary>
    public void End()
    {
        for (var i = 0; i < _config.Ahead; i++)
            RepeatLastFrame();
    }

    /// <summary>
    /// Takes the first <paramref name="frames"/> ready ones through all layers, to [frames, <see cref="VocoderConfig.Outputs"/>].
    /// </summary>
    public void Run(int frames, Span<float> outputs)
    {
        var (rows, width, contextInputs) = (Tiles(frames), _config.Width, _config.ContextFrames * _config.Inputs);
        for (var t = 0; t < frames; t++)
            _window.AsSpan(t * _config.Inputs, contextInputs).CopyTo(_columns.AsSpan(t * contextInputs));
        Linear.Forward(_columns, _weights.InputProjection.Weight, _weights.InputProjection.Bias, rows, contextInputs, width, _x);
        LayerNorm.Forward(_x, _weights.InputNorm.Weight, _weights.InputNorm.Bias, frames, width);
        for (var i = 0; i < _histories.Length; i++)
            Run(_weights.Blocks[i], _histories[i], frames, rows);
        LayerNorm.Forward(_x, _weights.OutputNorm.Weight, _weights.OutputNorm.Bias, frames, width);
        Linear.Forward(_x, _weights.OutputProjection.Weight, _weights.OutputProjection.Bias, rows, width, _config.Outputs, outputs);

        _rows -= frames;
        _window.AsSpan(frames * _config.Inputs, _rows * _config.Inputs).CopyTo(_window);
    }

    private void Run(VocoderBlockWeights block, float[] history, int frames, int rows)
    {
        var (width, kernel) = (_config.Width, _config.Kernel);
        _x.AsSpan(0, frames * width).CopyTo(history.AsSpan((kernel - 1) * width));
        // The layer centres its filter; the rows that have all of theirs begin half a filter later.
        DepthwiseConvolution.Forward(history, block.Filter.Weight, block.Filter.Bias, kernel - 1 + frames, width, kernel, _y);
        history.AsSpan(frames * width, (kernel - 1) * width).CopyTo(history);
        var y = _y.AsSpan(kernel / 2 * width, rows * width);
        LayerNorm.Forward(y, block.Norm.Weight, block.Norm.Bias, frames, width);
        Linear.Forward(y, block.Up.Weight, block.Up.Bias, rows, width, _config.Hidden, _hidden);
        Silu.Forward(_hidden.AsSpan(0, frames * _config.Hidden), _hidden);
        Linear.Forward(_hidden, block.Down.Weight, block.Down.Bias, rows, _config.Hidden, width, y);
        ScaledResidual.Forward(_x, y, block.Scale, frames, width, _x);
    }

    private void RepeatLastFrame()
    {
        Row(_rows - 1).CopyTo(Row(_rows));
        _rows++;
    }

    private Span<float> Row(int row) => _window.AsSpan(row * _config.Inputs, _config.Inputs);

    private static int Tiles(int frames) => (frames + Tile - 1) / Tile * Tile;
}
