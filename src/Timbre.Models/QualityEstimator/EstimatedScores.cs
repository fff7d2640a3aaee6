namespace Timbre.Models.QualityEstimator;

/// <summary>What comparing a recording with its clean original would give, estimated without the original.</summary>
/// <param name="Stoi">Intelligibility, 0 to 1.</param>
/// <param name="PesqWb">PESQ over headphones (P.862.2), 1.0 to 4.64.</param>
/// <param name="SiSdrDb">Scale-invariant signal-to-distortion ratio, -20 to 40 dB.</param>
public sealed record EstimatedScores(double Stoi, double PesqWb, double SiSdrDb);
