using System.Text.Json.Serialization;
using Timbre.Models.Analysis;

namespace Timbre.Cli.Commands.Quality;

/// <summary>A recording's scores and findings for programs, one line a file; scores are null where there is nothing to judge.</summary>
internal sealed record EstimateView(
    string File, double? StoiScore, double? PesqScore, double? SiDrScore, double ResembleSampleScore, bool IsSilent,
    IReadOnlyList<FindingView> Findings)
{
    private const int Decimals = 6;

    public static EstimateView Of(string file, RecordingReport report) => new(
        file,
        Rounded(report.Scores?.Stoi),
        Rounded(report.Scores?.PesqWb),
        Rounded(report.Scores?.SiSdrDb),
        Math.Round(report.SampleScore, Decimals),
        report.IsSilent,
        [.. report.Findings.Select(FindingView.Of)]);

    private static double? Rounded(double? score) => score is { } value ? Math.Round(value, Decimals) : null;
}

/// <summary>A finding for programs.</summary>
internal sealed record FindingView(
    string Code, string Severity, double StartSeconds, double EndSeconds, double Measured, double Bound, string Unit, string Message,
    string Remedy)
{
    /// <summary>As clients know it: fix, warn, note.</summary>
    public static string Word(Severity severity) => severity.ToString().ToLowerInvariant();

    public static FindingView Of(Finding finding) => new(
        finding.Code, Word(finding.Severity), Math.Round(finding.StartSeconds, 3), Math.Round(finding.EndSeconds, 3),
        Math.Round(finding.Measured, 6), finding.Bound, finding.Unit, finding.Message, finding.Remedy);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(EstimateView))]
internal sealed partial class EstimateJson : JsonSerializerContext;
