using Timbre.Audio.Measures.Comparison;
using Timbre.Audio.Measures.Perceptual;

namespace Timbre.Audio.Measures;

/// <summary>Objective quality of a degraded recording against its reference: PESQ, STOI and SI-SDR.</summary>
/// <param name="PesqWb">PESQ over headphones (P.862.2), 1.0 to 4.64.</param>
/// <param name="PesqNb">PESQ over a handset (P.862.1), 1.0 to 4.55.</param>
/// <param name="Stoi">Intelligibility, about 0 to 1.</param>
/// <param name="Estoi">Intelligibility in the extended form, about 0 to 1.</param>
/// <param name="SiSdrDb">Scale-invariant signal-to-distortion ratio in dB; positive infinity for the reference itself.</param>
public sealed record QualityScores(double PesqWb, double PesqNb, double Stoi, double Estoi, double SiSdrDb)
{
    /// <summary>All five scores of <paramref name="degraded"/>.</summary>
    /// <exception cref="IncomparableException">The two have no score.</exception>
    public static QualityScores Of(AudioClip reference, AudioClip degraded)
    {
        var pair = SoundPair.Of(reference, degraded);
        var stoi = Intelligibility.Stoi.Of(pair);
        var (wideBand, narrowBand) = Pesq.BothBands(pair);
        return new QualityScores(wideBand, narrowBand, stoi.Score(), stoi.ExtendedScore(), SiSdr.Db(pair));
    }
}
