using Timbre.Models.AcousticModel.Network;
using Timbre.Models.Nn.WeightFiles;

namespace Timbre.Models.AcousticModel.FineTuning;

/// <summary>
/// Gives spectra back how far they go: what is predicted is the mean of many ways to say a thing, and lies too near to the mean of all.
/// </summary>
/// <remarks>
/// The cosine transform of each frame's spectrum is stretched, coefficient by coefficient, by √(variance of the speaker / variance of the
/// network) over the speaker's own phrases: Toda and Tokuda's global variance (2007), as a linear map. Spectra being given less the
/// speaker's mean, it is made part of the network's last layer.
/// </remarks>
internal static class GlobalVariance
{
    private const double MaxGain = 1.8; // more makes noise of errors
    private const int LastScaled = 40; // beyond are ripples finer than formants

    /// <summary>The factor of each coefficient, 1 for level.</summary>
    /// <param name="network">Of the speaker.</param>
    /// <param name="phrases">Of the speaker.</param>
    /// <param name="exponent">Exponent: 1 for all of it, 0 for none.</param>
    public static float[] Measure(AcousticModelNetwork network, IReadOnlyList<PhraseTargets> phrases, double exponent)
    {
        var (mels, per) = (network.Config.Mels, network.Config.PerFrame);
        var cosines = Cosines(mels);
        var (natural, predicted) = (new Moments(mels), new Moments(mels));
        foreach (var phrase in phrases)
        {
            var frames = network.Decode(network.Encode(phrase.Phones, phrase.Contexts), phrase.Durations, phrase.StepF0());
            var first = AcousticModelConfig.FramesPerStep * phrase.Durations[0];
            var end = phrase.Voiced.Length - (AcousticModelConfig.FramesPerStep * phrase.Durations[^1]);
            for (var t = first; t < end; t++)
            {
                natural.Add(phrase.Mels.AsSpan(t * mels, mels), cosines);
                predicted.Add(frames.AsSpan(t * per, mels), cosines);
            }
        }

        var gains = new float[mels];
        for (var k = 0; k < mels; k++)
            gains[k] = k is 0 or > LastScaled
                ? 1
                : (float)Math.Pow(Math.Clamp(Math.Sqrt(natural.Variance(k) / Math.Max(1e-9, predicted.Variance(k))), 1, MaxGain), exponent);
        return gains;
    }

    /// <summary>The network with its spectra stretched by <paramref name="gains"/>.</summary>
    public static AcousticModelNetwork Apply(AcousticModelNetwork network, float[] gains)
    {
        var (mels, per, width) = (network.Config.Mels, network.Config.PerFrame, network.Config.Decoder.Width);
        var cosines = Cosines(mels);
        var (weight, bias) = network.Layers.OutputProjection.Map(parameters => (float[])parameters.Clone());
        for (var frame = 0; frame < AcousticModelConfig.FramesPerStep; frame++)
        {
            for (var column = 0; column < width; column++)
                Stretch(weight.AsSpan((frame * per * width) + column), width);
            Stretch(bias.AsSpan(frame * per), 1);
        }

        return network with { Layers = network.Layers with { OutputProjection = new LayerWeights(weight, bias) } };

        void Stretch(Span<float> column, int pitch)
        {
            var changes = new double[mels];
            for (var k = 0; k < mels; k++)
            {
                var coefficient = 0.0;
                for (var m = 0; m < mels; m++)
                    coefficient += cosines[(k * mels) + m] * column[m * pitch];
                for (var m = 0; m < mels; m++)
                    changes[m] += (gains[k] - 1) * coefficient * cosines[(k * mels) + m];
            }

            for (var m = 0; m < mels; m++)
                column[m * pitch] += (float)changes[m];
        }
    }

    /// <summary>The orthonormal cosine transform, [coefficients, points].</summary>
    private static double[] Cosines(int points)
    {
        var cosines = new double[points * points];
        for (var k = 0; k < points; k++)
        {
            for (var m = 0; m < points; m++)
                cosines[(k * points) + m] = Math.Sqrt((k == 0 ? 1.0 : 2.0) / points) * Math.Cos(Math.PI * k * (m + 0.5) / points);
        }

        return cosines;
    }

    private sealed class Moments(int points)
    {
        private readonly double[] _sums = new double[points];
        private readonly double[] _squares = new double[points];
        private int _count;

        public void Add(ReadOnlySpan<float> spectrum, double[] cosines)
        {
            _count++;
            for (var k = 0; k < points; k++)
            {
                var coefficient = 0.0;
                for (var m = 0; m < points; m++)
                    coefficient += cosines[(k * points) + m] * spectrum[m];
                (_sums[k], _squares[k]) = (_sums[k] + coefficient, _squares[k] + (coefficient * coefficient));
            }
        }

        public double Variance(int k) => (_squares[k] / Math.Max(1, _count)) - Math.Pow(_sums[k] / Math.Max(1, _count), 2);
    }
}
