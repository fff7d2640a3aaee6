using Timbre.Audio.World;
using Timbre.Models.Nn.Layers;

namespace Timbre.Models.Vocoders.Network;

/// <summary>From frames to the numbers that filters are made of, step after step of <see cref="VocoderConfig.FramesPerStep"/>.</summary>
/// <remarks>
/// Sees <see cref="VocoderConfig.Ahead"/> steps ahead in the first layer only; behind the last frame lies the last again, behind the last
/// step too, before the first step the first. The same frames give the same bits however they are dealt out: a row of a layer does not
/// depend on how many go with it, for all rows go through tiles of four. One thread at a time, no allocation.
/// </remarks>
internal sealed class VocoderNetwork
{
    private const float MinHz = 20;
    private const int Tile = 4;

    private readonly VocoderWeights _weights;
    private readonly VocoderConfig _config;
    private readonly int _maxRows;
    private readonly float[] _window; // inputs of steps from Before before the next one on
    private readonly float[] _columns;
    private readonly float[][] _histories; // what each block has seen, Kernel - 1 rows, and then the rows at hand
    private readonly float[] _x;
    private readonly float[] _y;
    private readonly float[] _hidden;
    private int _rows; // in the window
    private int _frames; // of the step that is not complete yet

    /// <summary>For at most <paramref name="maxSteps"/> steps at once.</summary>
    public VocoderNetwork(VocoderWeights weights, int maxSteps)
    {
        (_weights, _config, _maxRows) = (weights, weights.Config, Tiles(maxSteps + weights.Config.Ahead));
        _window = new float[(_config.ContextSteps + _maxRows) * _config.StepInputs];
        _columns = new float[_maxRows * _config.ContextSteps * _config.StepInputs];
        _histories = [.. weights.Blocks.Select(_ => new float[(_config.Kernel - 1 + _maxRows) * _config.Width])];
        _x = new float[_maxRows * _config.Width];
        _y = new float[(_config.Kernel - 1 + _maxRows) * _config.Width];
        _hidden = new float[_maxRows * _config.Hidden];
    }

    /// <summary>Number of steps that can be run now.</summary>
    public int Ready => Math.Max(0, _rows - _config.ContextSteps + 1);

    /// <summary>Room for the outputs of so many steps: layers write whole tiles.</summary>
    public static int OutputLength(VocoderConfig config, int steps) =>
        Tiles(steps + config.Ahead) * config.FramesPerStep * config.Outputs;

    /// <summary>Resets the state for another sound.</summary>
    public void Reset()
    {
        (_rows, _frames) = (0, 0);
        foreach (var history in _histories)
            history.AsSpan().Clear();
    }

    /// <summary>Writes down what it has reached; all steps that were ready have been run.</summary>
    public void Save(VocoderNetworkState to)
    {
        (to.Rows, to.Frames) = (_rows, _frames);
        _window.AsSpan(0, to.Window.Length).CopyTo(to.Window);
        var length = (_config.Kernel - 1) * _config.Width;
        for (var i = 0; i < _histories.Length; i++)
            _histories[i].AsSpan(0, length).CopyTo(to.Histories.AsSpan(i * length));
    }

    /// <summary>Goes on from where another network of the same weights was.</summary>
    public void Load(VocoderNetworkState from)
    {
        (_rows, _frames) = (from.Rows, from.Frames);
        from.Window.CopyTo(_window.AsSpan());
        var length = (_config.Kernel - 1) * _config.Width;
        for (var i = 0; i < _histories.Length; i++)
            from.Histories.AsSpan(i * length, length).CopyTo(_histories[i]);
    }

    /// <summary>Adds a frame as <see cref="FrameFeatures"/> has it.</summary>
    public void Add(ReadOnlySpan<float> frame)
    {
        var row = Row(_rows).Slice(_frames * _config.FrameInputs, _config.FrameInputs);
        var isVoiced = frame[0] > 0;
        row[0] = isVoiced ? 1 : 0;
        row[1] = isVoiced ? (MathF.Log(Math.Max(MinHz, frame[0])) - 5) / 0.5f : 0;
        for (var band = 0; band < _config.Bands; band++)
            row[2 + band] = (frame[1 + band] * 0.5f) + 0.5f;
        for (var k = 0; k < _config.Mels; k++)
            row[2 + _config.Bands + k] = (frame[1 + _config.Bands + k] + 9) / 4;
        if (++_frames == _config.FramesPerStep)
            EndStep();
    }

    /// <summary>Ends the sound: repeats the last frame to the end of its step, and the last step for those ahead.</summary>
    public void End()
    {
        if (_frames > 0)
        {
            var step = Row(_rows);
            var last = step.Slice((_frames - 1) * _config.FrameInputs, _config.FrameInputs);
            for (; _frames < _config.FramesPerStep; _frames++)
                last.CopyTo(step[(_frames * _config.FrameInputs)..]);
            EndStep();
        }

        for (var i = 0; i < _config.Ahead; i++)
            RepeatLastStep();
    }

    /// <summary>
    /// Takes the first <paramref name="steps"/> ready ones through all layers, to [frames, <see cref="VocoderConfig.Outputs"/>].
    /// </summary>
    public void Run(int steps, Span<float> outputs)
    {
        var (rows, width, contextInputs) = (Tiles(steps), _config.Width, _config.ContextSteps * _config.StepInputs);
        for (var t = 0; t < steps; t++)
            _window.AsSpan(t * _config.StepInputs, contextInputs).CopyTo(_columns.AsSpan(t * contextInputs));
        Linear.Forward(_columns, _weights.InputProjection.Weight, _weights.InputProjection.Bias, rows, contextInputs, width, _x);
        LayerNorm.Forward(_x, _weights.InputNorm.Weight, _weights.InputNorm.Bias, steps, width);
        for (var i = 0; i < _histories.Length; i++)
            Run(_weights.Blocks[i], _histories[i], steps, rows);
        LayerNorm.Forward(_x, _weights.OutputNorm.Weight, _weights.OutputNorm.Bias, steps, width);
        Linear.Forward(
            _x, _weights.OutputProjection.Weight, _weights.OutputProjection.Bias, rows, width, _config.FramesPerStep * _config.Outputs,
            outputs);

        // A step that is not complete yet lies behind the last row.
        _rows -= steps;
        _window.AsSpan(steps * _config.StepInputs, (_rows + 1) * _config.StepInputs).CopyTo(_window);
    }

    private void Run(VocoderBlockWeights block, float[] history, int steps, int rows)
    {
        var (width, kernel) = (_config.Width, _config.Kernel);
        _x.AsSpan(0, steps * width).CopyTo(history.AsSpan((kernel - 1) * width));
        // The layer centres its filter; the rows that have all of theirs begin half a filter later.
        DepthwiseConvolution.Forward(history, block.Filter.Weight, block.Filter.Bias, kernel - 1 + steps, width, kernel, _y);
        history.AsSpan(steps * width, (kernel - 1) * width).CopyTo(history);
        var y = _y.AsSpan(kernel / 2 * width, rows * width);
        LayerNorm.Forward(y, block.Norm.Weight, block.Norm.Bias, steps, width);
        Linear.Forward(y, block.Up.Weight, block.Up.Bias, rows, width, _config.Hidden, _hidden);
        Silu.Forward(_hidden.AsSpan(0, steps * _config.Hidden), _hidden);
        Linear.Forward(_hidden, block.Down.Weight, block.Down.Bias, rows, _config.Hidden, width, y);
        ScaledResidual.Forward(_x, y, block.Scale, steps, width, _x);
    }

    private void EndStep()
    {
        (_rows, _frames) = (_rows + 1, 0);
        while (_rows <= _config.Before)
            RepeatLastStep(); // the first step only: from then on there are enough
    }

    private void RepeatLastStep()
    {
        Row(_rows - 1).CopyTo(Row(_rows));
        _rows++;
    }

    private Span<float> Row(int row) => _window.AsSpan(row * _config.StepInputs, _config.StepInputs);

    private static int Tiles(int steps) => (steps + Tile - 1) / Tile * Tile;
}

/// <summary>What a <see cref="VocoderNetwork"/> remembers when all steps that were ready have been run.</summary>
internal sealed class VocoderNetworkState(VocoderConfig config)
{
    /// <summary>Steps in the window.</summary>
    public int Rows { get; set; }

    /// <summary>Frames of the step that is not complete yet.</summary>
    public int Frames { get; set; }

    /// <summary>Inputs of the steps that the first layer still sees, and of the one that is not complete yet.</summary>
    public float[] Window { get; } = new float[config.ContextSteps * config.StepInputs];

    /// <summary>[blocks, Kernel - 1, width]: what the blocks still see.</summary>
    public float[] Histories { get; } = new float[config.Blocks * (config.Kernel - 1) * config.Width];
}
