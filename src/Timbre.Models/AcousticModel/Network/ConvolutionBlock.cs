using Timbre.Models.Nn;
using Timbre.Models.Nn.Layers;

namespace Timbre.Models.AcousticModel.Network;

/// <summary>x + Scale · Out(silu(Into(RmsNorm(Filter(x), Gain)))): a block that belongs to one speaker.</summary>
/// <remarks>
/// A shift before a linear layer is a bias behind it, so that all a speaker changes of a block of the average voice is Gain and IntoBias.
/// </remarks>
internal sealed record ConvolutionBlock(
    int Kernel, int Dilation, float[] Filter, float[] FilterBias, float[] Gain, float[] Up, float[] UpBias, float[] Down, float[] DownBias,
    float[] Scale)
{
    /// <summary>Channels that go by.</summary>
    public int Width => Scale.Length;

    /// <summary>Channels within.</summary>
    public int Inner => UpBias.Length;

    /// <summary>A block of the average voice for a speaker.</summary>
    public static ConvolutionBlock ForSpeaker(ConditionedBlockWeights block, float[] speaker)
    {
        var (width, inner) = (block.Scale.Length, block.Up.Bias.Length);
        var conditioning = new float[2 * width];
        Linear.Forward(speaker, block.Conditioning.Weight, block.Conditioning.Bias, 1, speaker.Length, conditioning.Length, conditioning);
        var bias = new float[inner];
        Linear.Forward(conditioning.AsSpan(width), block.Up.Weight, block.Up.Bias, 1, width, inner, bias);
        return new ConvolutionBlock(
            block.Kernel, block.Dilation, block.Filter.Weight, block.Filter.Bias, [.. conditioning[..width].Select(gain => 1 + gain)],
            block.Up.Weight, bias, block.Down.Weight, block.Down.Bias, block.Scale);
    }

    /// <summary>A block of zeros.</summary>
    public static ConvolutionBlock CreateZero(StackConfig config, int kernel, int dilation)
    {
        var (width, inner) = (config.Width, config.Inner);
        return new ConvolutionBlock(
            kernel, dilation, new float[kernel * width], new float[width], new float[width], new float[inner * width], new float[inner],
            new float[width * inner], new float[width], new float[width]);
    }

    /// <summary>The same shape with other numbers, made in the order of the record's parameters.</summary>
    public ConvolutionBlock Map(Func<float[], float[]> map) => this with
    {
        Filter = map(Filter),
        FilterBias = map(FilterBias),
        Gain = map(Gain),
        Up = map(Up),
        UpBias = map(UpBias),
        Down = map(Down),
        DownBias = map(DownBias),
        Scale = map(Scale),
    };

    /// <summary>In place. x: [rows, width]</summary>
    public void Forward(Span<float> x, int rows, BlockTape tape)
    {
        DepthwiseConvolution.Forward(x, Filter, FilterBias, rows, Width, Kernel, tape.Filtered, Dilation);
        RmsNorm.Forward(tape.Filtered, Gain, rows, Width, tape.Normalised);
        Linear.Forward(tape.Normalised, Up, UpBias, rows, Width, Inner, tape.Hidden);
        Silu.Forward(tape.Hidden, tape.Activated);
        Linear.Forward(tape.Activated, Down, DownBias, rows, Inner, Width, tape.Output);
        ScaledResidual.Forward(x, tape.Output, Scale, rows, Width, x);
    }

    /// <summary>
    /// From the gradient of the output to that of the input, in place; those of the parameters are added to
    /// <paramref name="gradients"/>.
    /// </summary>
    public void Backward(Span<float> gradient, int rows, BlockTape tape, ConvolutionBlock gradients)
    {
        var (narrow, wide) = (new float[rows * Width], new float[rows * Inner]);
        var residual = new float[rows * Width];
        ScaledResidual.Backward(tape.Output, Scale, gradient, rows, Width, residual, narrow, gradients.Scale);
        Linear.Backward(tape.Activated, Down, narrow, rows, Inner, Width, wide, gradients.Down, gradients.DownBias);
        Silu.Backward(tape.Hidden, wide, wide);
        Linear.Backward(tape.Normalised, Up, wide, rows, Width, Inner, narrow, gradients.Up, gradients.UpBias);
        RmsNorm.Backward(tape.Filtered, Gain, narrow, rows, Width, gradient, gradients.Gain);
        DepthwiseConvolution.Backward(
            tape.Input, Filter, gradient, rows, Width, Kernel, narrow, gradients.Filter, gradients.FilterBias, Dilation);
        VectorMath.Add(narrow, residual);
        residual.CopyTo(gradient);
    }
}
