using System.Security.Cryptography;
using System.Text;
using Timbre.Bundles.Store;
using Timbre.Models.Analysis;
using Timbre.Models.QualityEstimator;
using Timbre.Models.Transcription;
using Timbre.Server.Recognition;
using Encoder = Timbre.Models.SpeakerEncoder.Encoder;

namespace Timbre.Server.Analysis;

/// <summary>What analyses are made by: when one of these words changes, every recording is due again.</summary>
/// <remarks>The estimator's weights and the bounds are part of it: others make other scores and findings.</remarks>
internal sealed class AnalysisVersion(AnalysisBounds bounds, RecogniserInUse recogniser)
{
    private const string Weights = "quality-estimator.bin";

    /// <summary>Of figures, findings and pictures.</summary>
    public string Measures { get; } =
        $"{RecordingAnalyser.Version}-{HashOfWeights()}-{Encoder.Version}-{ShortHash(
            SHA256.HashData(Encoding.UTF8.GetBytes(bounds.ToString())))}";

    /// <summary>Of transcripts, by the recogniser that is in use now.</summary>
    public string Transcripts =>
        recogniser.Name == BundleName.BuiltIn ? Transcriber.Version : $"{Transcriber.Version}-{recogniser.Version}";

    private static string HashOfWeights()
    {
        using var weights = typeof(Estimator).Assembly.GetManifestResourceStream(Weights)
            ?? throw new InvalidOperationException($"{Weights} is not in the assembly.");
        return ShortHash(SHA256.HashData(weights));
    }

    private static string ShortHash(byte[] hash) => Convert.ToHexStringLower(hash)[..8];
}

/// <summary>What an analysis is made of.</summary>
internal enum AnalysisPart
{
    /// <summary>Figures, findings and pictures: what decides whether a recording is used.</summary>
    Measures,

    /// <summary>What is said: a text that was given against the sound, or recognition.</summary>
    Transcripts,
}
