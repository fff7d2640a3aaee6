namespace Timbre.Models.QualityEstimator;

/// <summary>Scores of a recording against its clean reference, estimated without the reference.</summary>
/// <param name="Stoi">Intelligibility, 0 to 1.</param>
/// <param name="PesqWb">PESQ over headphones (P.862.2), 1.0 to 4.64.</param>
/// <param name="SiSdrDb">Scale-invariant signal-to-distortion ratio, -20 to 40 dB.</param>
public sealed record EstimatedScores(double Stoi, double PesqWb, double SiSdrDb);
