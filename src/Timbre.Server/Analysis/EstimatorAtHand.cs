using System.Security.Cryptography;
using Timbre.Models.QualityEstimator;

namespace Timbre.Server.Analysis;

/// <summary>Whether this build brings the estimator's weights, and which.</summary>
internal static class EstimatorAtHand
{
    private const string Resource = "quality-estimator.bin";

    /// <summary>The first of its SHA-256 in hex, or <c>none</c>.</summary>
    public static string Version { get; } = Read();

    public static bool IsThere => Version != "none";

    private static string Read()
    {
        using var weights = typeof(Estimator).Assembly.GetManifestResourceStream(Resource);
        return weights is null ? "none" : Convert.ToHexStringLower(SHA256.HashData(weights))[..8];
    }
}
