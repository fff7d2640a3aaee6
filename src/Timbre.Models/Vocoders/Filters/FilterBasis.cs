using Timbre.Audio.Spectra;
using Timbre.Models.Vocoders.Network;

namespace Timbre.Models.Vocoders.Filters;

/// <summary>Interpolation matrices from a few points to all bins of a transform; the same for every frame.</summary>
/// <remarks>Immutable; training/vocoder/frames.py has the same.</remarks>
internal sealed class FilterBasis
{
    /// <summary>Points of the transform.</summary>
    public const int FftSize = 1024;

    /// <summary>Its bins.</summary>
    public const int Bins = (FftSize / 2) + 1;

    /// <summary>Room for the bins in whole tiles of four, for the matrix of phases writes these.</summary>
    public const int PaddedBins = 516;

    public FilterBasis(VocoderConfig config)
    {
        var layout = config.Layout;
        double[] bins = MelScale.Bins(layout.RateHz, Bins), mels = MelScale.Points(layout.MaxHz, config.Mels);
        Envelope = new LinearInterpolation(mels, bins);
        Phase = new LinearInterpolation(MelScale.Points(layout.MaxHz, config.Phases + 2), bins);
        Modulation = new LinearInterpolation(MelScale.Points(layout.MaxHz, config.Modulations), bins);
        Aperiodicity = new LinearInterpolation(MelScale.BandMiddles(layout), mels);
        MinimumPhase = MinimumPhases(config.Mels);
    }

    /// <summary>From points of the logarithm of a filter to bins.</summary>
    public LinearInterpolation Envelope { get; }

    /// <summary>From points of phase, a 0 at both ends, to bins: the spectrum of real sound is real there.</summary>
    public LinearInterpolation Phase { get; }

    /// <summary>From points of swelling to bins.</summary>
    public LinearInterpolation Modulation { get; }

    /// <summary>From bands of aperiodicity to the points of filters.</summary>
    public LinearInterpolation Aperiodicity { get; }

    /// <summary>
    /// [<see cref="PaddedBins"/>, mels]: phase at each bin of the minimum-phase filter by what its logarithm is at each point.
    /// </summary>
    public float[] MinimumPhase { get; }

    /// <summary>
    /// The cepstrum of a real logarithm, folded onto positive time, is that of the minimum-phase spectrum (Oppenheim and Schafer); all of
    /// it is linear.
    /// </summary>
    private float[] MinimumPhases(int mels)
    {
        var fft = new RealFft(FftSize);
        var (matrix, point, curve) = (new float[PaddedBins * mels], new float[mels], new float[Bins]);
        var (re, im, cepstrum) = (new double[Bins], new double[Bins], new double[FftSize]);
        for (var m = 0; m < mels; m++)
        {
            point[m] = 1;
            Envelope.Interpolate(point, curve);
            point[m] = 0;
            for (var k = 0; k < Bins; k++)
                (re[k], im[k]) = (curve[k], 0);
            fft.Inverse(re, im, cepstrum);
            for (var n = 1; n < FftSize / 2; n++)
                cepstrum[n] *= 2;
            cepstrum.AsSpan((FftSize / 2) + 1).Clear();
            fft.Forward(cepstrum, re, im);
            for (var k = 0; k < Bins; k++)
                matrix[(k * mels) + m] = (float)im[k];
        }

        return matrix;
    }
}
