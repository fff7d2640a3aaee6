using System.Buffers;
using Timbre.Models.Nn;
using Timbre.Models.Nn.Layers;
using Timbre.Models.Nn.WeightFiles;

namespace Timbre.Models.AcousticModel.Network;

/// <summary>Layers over the steps of a phrase, some steps at a time: its phones and positions, a stack of blocks, a projection.</summary>
/// <remarks>However the steps are dealt out, the bits are the same, as <see cref="ConvolutionBlockStream"/> has it.</remarks>
internal sealed class StepStream
{
    private const int BlockSteps = 32; // that go through the stack together

    private readonly LayerWeights _positionProjection;
    private readonly LayerWeights _outputProjection;
    private readonly float[] _phones; // [phones, width]
    private readonly int[] _phoneOfStep;
    private readonly ConvolutionStackStream _stack;
    private int _returned;

    /// <param name="positionProjection">From the positions of a step to the width of the stack.</param>
    /// <param name="stack">The blocks.</param>
    /// <param name="outputProjection">To what comes out of a step.</param>
    /// <param name="phones">[phones, width]</param>
    /// <param name="durations">Steps of each phone.</param>
    public StepStream(
        LayerWeights positionProjection, ConvolutionStack stack, LayerWeights outputProjection, float[] phones, int[] durations)
    {
        (_positionProjection, _outputProjection, _phones) = (positionProjection, outputProjection, phones);
        _phoneOfStep = [.. durations.SelectMany((duration, phone) => Enumerable.Repeat(phone, duration))];
        _stack = stack.Open(_phoneOfStep.Length);
    }

    /// <summary>Steps that have gone in.</summary>
    public int Pushed { get; private set; }

    /// <summary>Steps that are to be known behind one that comes out.</summary>
    public int Ahead => _stack.Ahead;

    /// <summary>Room for what comes out when <paramref name="steps"/> go in.</summary>
    public int Room(int steps) => (steps + Ahead + LinearRows.Padded(1)) * _outputProjection.Bias.Length;

    /// <summary>Further steps in, and out those that have become known; behind the last one all.</summary>
    /// <param name="positions">Of all steps of the phrase.</param>
    /// <param name="steps">How many go in.</param>
    /// <param name="output">[steps, outputs], with <see cref="Room"/>.</param>
    /// <returns>Steps that come out.</returns>
    public int Push(ReadOnlySpan<float> positions, int steps, Span<float> output)
    {
        var (width, known) = (_positionProjection.Bias.Length, 0);
        var rows = ArrayPool<float>.Shared.Rent((BlockSteps + Ahead + LinearRows.Padded(1)) * width);
        try
        {
            for (var end = Pushed + steps; Pushed < end;)
            {
                var count = Math.Min(BlockSteps, end - Pushed);
                Enter(positions, count, rows);
                var outputs = _outputProjection.Bias.Length;
                var ready = _stack.Push(rows, count);
                LinearRows.Forward(
                    rows, _outputProjection.Weight, _outputProjection.Bias, new RowRange(_returned, ready, _phoneOfStep.Length), width,
                    outputs, output[(known * outputs)..]);
                (known, _returned) = (known + ready, _returned + ready);
            }
        }
        finally
        {
            ArrayPool<float>.Shared.Return(rows);
        }

        return known;
    }

    private void Enter(ReadOnlySpan<float> positions, int count, Span<float> rows)
    {
        var width = _positionProjection.Bias.Length;
        var perStep = _positionProjection.Weight.Length / width;
        Span<float> padded = stackalloc float[BlockSteps * perStep];
        positions.Slice(Pushed * perStep, count * perStep).CopyTo(padded);
        LinearRows.Forward(
            padded, _positionProjection.Weight, _positionProjection.Bias, new RowRange(Pushed, count, _phoneOfStep.Length), perStep, width,
            rows);
        for (var t = 0; t < count; t++, Pushed++)
            VectorMath.Add(_phones.AsSpan(_phoneOfStep[Pushed] * width, width), rows.Slice(t * width, width));
    }
}
