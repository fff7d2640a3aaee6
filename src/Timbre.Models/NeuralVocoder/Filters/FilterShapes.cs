using Timbre.Audio.Spectra;
using Timbre.Models.NeuralVocoder.Network;

namespace Timbre.Models.NeuralVocoder.Filters;

/// <summary>What leads from a few points to all bins of a transform; the same for every frame.</summary>
/// <remarks>Immutable; training/vocoder/frames.py has the same.</remarks>
internal sealed class FilterShapes
{
    /// <summary>Points of the transform.</summary>
    public const int FftSize = 1024;

    /// <summary>Its bins.</summary>
    public const int Bins = (FftSize / 2) + 1;

    /// <summary>Room for the bins in whole tiles of four, for the matrix of phases writes these.</summary>
    public const int Room = 516;

    public FilterShapes(VocoderConfig config, int rateHz)
    {
        double[] bins = MelScale.Bins(rateHz, Bins), mels = MelScale.Points(config.Mels);
        Envelope = new Lines(mels, bins);
        Phase = new Lines(MelScale.Points(config.Phases + 2), bins);
        Swelling = new Lines(MelScale.Points(config.Swells), bins);
        Aperiodicity = new Lines(MelScale.BandMiddles(), mels);
        MinimumPhase = MinimumPhases(config.Mels);
    }

    /// <summary>From points of the logarithm of a filter to bins.</summary>
    public Lines Envelope { get; }

    /// <summary>From points of phase, a 0 at both ends, to bins: the spectrum of real sound is real there.</summary>
    public Lines Phase { get; }

    /// <summary>From points of swelling to bins.</summary>
    public Lines Swelling { get; }

    /// <summary>From bands of aperiodicity to the points of filters.</summary>
    public Lines Aperiodicity { get; }

    /// <summary>[<see cref="Room"/>, mels]: phase at each bin of the minimum-phase filter by what its logarithm is at each point.</summary>
    public float[] MinimumPhase { get; }

    /// <summary>The cepstrum of a real logarithm, folded onto positive time, is that of the minimum-phase spectrum (Oppenheim and Schafer); all of it is linear.</summary>
    private float[] MinimumPhases(int mels)
    {
        var fft = new RealFft(FftSize);
        var (matrix, point, curve) = (new float[Room * mels], new float[mels], new float[Bins]);
        var (re, im, cepstrum) = (new double[Bins], new double[Bins], new double[FftSize]);
        for (var m = 0; m < mels; m++)
        {
            point[m] = 1;
            Envelope.Read(point, curve);
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
