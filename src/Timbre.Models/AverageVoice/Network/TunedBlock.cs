using Timbre.Models.Layers;

namespace Timbre.Models.AverageVoice.Network;

/// <summary>x + Scale · Out(silu(Into(RmsNorm(Filter(x), Gain)))): a block that belongs to one speaker.</summary>
/// <remarks>A shift before a linear layer is a bias behind it, so that all a speaker changes of a block of the average voice is Gain and IntoBias.</remarks>
internal sealed record TunedBlock(
    int Kernel, int Dilation, float[] Filter, float[] FilterBias, float[] Gain, float[] Into, float[] IntoBias, float[] Out, float[] OutBias, float[] Scale)
{
    /// <summary>Channels that go by.</summary>
    public int Width => Scale.Length;

    /// <summary>Channels within.</summary>
    public int Inner => IntoBias.Length;

    /// <summary>All that can be learnt, in a fixed order.</summary>
    public IEnumerable<float[]> Numbers => [Filter, FilterBias, Gain, Into, IntoBias, Out, OutBias, Scale];

    /// <summary>A block of the average voice for a speaker.</summary>
    public static TunedBlock For(BlockWeights block, float[] voice)
    {
        var (width, inner) = (block.Scale.Length, block.Into.Bias.Length);
        var manner = new float[2 * width];
        Linear.Forward(voice, block.Manner.Weight, block.Manner.Bias, 1, voice.Length, manner.Length, manner);
        var bias = new float[inner];
        Linear.Forward(manner.AsSpan(width), block.Into.Weight, block.Into.Bias, 1, width, inner, bias);
        return new TunedBlock(
            block.Kernel, block.Dilation, block.Filter.Weight, block.Filter.Bias, [.. manner[..width].Select(gain => 1 + gain)], block.Into.Weight, bias, block.Out.Weight, block.Out.Bias, block.Scale);
    }

    /// <summary>A block of zeros.</summary>
    public static TunedBlock Empty(AverageConfig config, int kernel, int dilation)
    {
        var (width, inner) = (config.Width, config.Inner);
        return new TunedBlock(kernel, dilation, new float[kernel * width], new float[width], new float[width], new float[inner * width], new float[inner], new float[width * inner], new float[width], new float[width]);
    }

    /// <summary>The same shape with other numbers.</summary>
    public TunedBlock With(Func<float[], float[]> made) => this with
    {
        Filter = made(Filter),
        FilterBias = made(FilterBias),
        Gain = made(Gain),
        Into = made(Into),
        IntoBias = made(IntoBias),
        Out = made(Out),
        OutBias = made(OutBias),
        Scale = made(Scale),
    };

    /// <summary>In place. x: [rows, width]</summary>
    public void Forward(Span<float> x, int rows, BlockTape tape)
    {
        DepthwiseConvolution.Forward(x, Filter, FilterBias, rows, Width, Kernel, tape.Filtered, Dilation);
        RmsNorm.Forward(tape.Filtered, Gain, rows, Width, tape.Normed);
        Linear.Forward(tape.Normed, Into, IntoBias, rows, Width, Inner, tape.Hidden);
        Silu.Forward(tape.Hidden, tape.Bent);
        Linear.Forward(tape.Bent, Out, OutBias, rows, Inner, Width, tape.Said);
        ScaledResidual.Forward(x, tape.Said, Scale, rows, Width, x);
    }

    /// <summary>From the slopes of what came out to those of what went in, in place; those of the numbers are added to <paramref name="found"/>.</summary>
    public void Backward(Span<float> slopes, int rows, BlockTape tape, TunedBlock found)
    {
        var (narrow, wide) = (new float[rows * Width], new float[rows * Inner]);
        var past = new float[rows * Width];
        ScaledResidual.Backward(tape.Said, Scale, slopes, rows, Width, past, narrow, found.Scale);
        Linear.Backward(tape.Bent, Out, narrow, rows, Inner, Width, wide, found.Out, found.OutBias);
        Silu.Backward(tape.Hidden, wide, wide);
        Linear.Backward(tape.Normed, Into, wide, rows, Width, Inner, narrow, found.Into, found.IntoBias);
        RmsNorm.Backward(tape.Filtered, Gain, narrow, rows, Width, slopes, found.Gain);
        DepthwiseConvolution.Backward(tape.Entered, Filter, slopes, rows, Width, Kernel, narrow, found.Filter, found.FilterBias, Dilation);
        Lanes.Add(narrow, past);
        past.CopyTo(slopes);
    }
}
