using System.Security.Cryptography;
using System.Text;
using Timbre.Models.Analysis;
using Timbre.Server.Plumbing;

namespace Timbre.Server.Analysis;

/// <summary>What analyses are made by: when one of these words changes, every recording is due again.</summary>
/// <remarks>The bounds are part of it: other bounds make other findings.</remarks>
internal sealed class AnalysisVersion(Settings settings)
{
    /// <summary>Of figures, findings and pictures.</summary>
    public string Measures { get; } = $"{RecordingAnalyser.Version}-{EstimatorAtHand.Version}-{Short(settings.Analysis.ToString())}";

    /// <summary>Of transcripts.</summary>
    public string Transcripts { get; } = "1";

    private static string Short(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..8];
}

/// <summary>What an analysis is made of.</summary>
internal enum AnalysisPart
{
    /// <summary>Figures, findings and pictures: what decides whether a recording is used.</summary>
    Measures,

    /// <summary>What is said: a text that was given against the sound, or recognition.</summary>
    Transcripts,
}
