using Timbre.Models.Nn.Layers;
using Timbre.Models.Nn.Pooling;
using Timbre.Models.Nn.WeightFiles;

namespace Timbre.Models.AcousticModel.Network;

/// <summary>From steps of somebody's speech to the code that conditions an acoustic model on the speaker.</summary>
/// <remarks>
/// A linear layer, a stack of blocks, mean and deviation over time, a linear layer: as training/voice/model.py has it. Any number of
/// threads.
/// </remarks>
internal sealed class ReferenceEncoder
{
    private readonly LayerWeights _input;
    private readonly LayerWeights _output;
    private readonly ConvolutionStack _stack;
    private readonly int _width;

    /// <summary>The encoder of an average voice.</summary>
    /// <param name="config">Its sizes; it has a reference encoder.</param>
    /// <param name="tensors">Its parameters, of which those of the encoder are taken.</param>
    public ReferenceEncoder(AcousticModelConfig config, TensorSet tensors)
    {
        var stack = config.Reference ?? throw new ArgumentException("The average voice has no reference encoder.", nameof(config));
        (_width, Inputs) = (stack.Width, config.Mels + config.Bands + 2);
        _input = tensors.Layer("reference_input", _width, Inputs);
        _output = tensors.Layer("reference_output", config.Code, 2 * _width);
        _stack = new ConvolutionStack([.. stack.Blocks.Select((block, i) => Block(tensors, $"reference.{i}", stack, block))]);
    }

    /// <summary>Numbers of a step: spectrum, aperiodicity, voicing, ln F0.</summary>
    public int Inputs { get; }

    /// <summary>The code of a speaker.</summary>
    /// <param name="speech">[steps, <see cref="Inputs"/>], at least one step.</param>
    public float[] Encode(ReadOnlySpan<float> speech)
    {
        var steps = speech.Length / Inputs;
        ArgumentOutOfRangeException.ThrowIfZero(steps);
        var x = new float[steps * _width];
        Linear.Forward(speech, _input.Weight, _input.Bias, steps, Inputs, _width, x);
        _stack.Forward(x, steps);
        var pooled = new float[2 * _width];
        StatisticsPooling.Forward(x, steps, _width, pooled.AsSpan(0, _width), pooled.AsSpan(_width));
        var code = new float[_output.Bias.Length];
        Linear.Forward(pooled, _output.Weight, _output.Bias, 1, pooled.Length, code.Length, code);
        return code;
    }

    private static ConvolutionBlock Block(TensorSet tensors, string name, StackConfig stack, (int Kernel, int Dilation) sizes)
    {
        var (width, inner) = (stack.Width, stack.Inner);
        var filter = tensors.Layer($"{name}.filter", [sizes.Kernel, width], width);
        var up = tensors.Layer($"{name}.into", inner, width);
        var down = tensors.Layer($"{name}.out", width, inner);
        return new ConvolutionBlock(
            sizes.Kernel, sizes.Dilation, filter.Weight, filter.Bias, tensors.Take($"{name}.gain", width), up.Weight, up.Bias, down.Weight,
            down.Bias, tensors.Take($"{name}.scale", width));
    }
}
