using Timbre.Models.Analysis;

namespace Timbre.Models.Tests.Analysis.Degradations;

/// <summary>What was said of one recording that came to one harm.</summary>
internal sealed record Outcome(DegradationKind Kind, string Strength, Wanted Wanted, Spoken Spoken, IReadOnlyList<Finding> Findings)
{
    /// <summary>Codes to be mended.</summary>
    public string[] Severe { get; } = SevereOf(Findings);

    /// <summary>Severe ones that are not what happened, or are too severe for it.</summary>
    public IEnumerable<string> Wrong => Severe.Where(code => Wanted == Wanted.Nothing || !Kind.Codes.Contains(code));

    /// <summary>Whether what happened is named, as gravely as it has to be.</summary>
    public bool IsNamed =>
        Findings.Any(finding =>
            Kind.Codes.Contains(finding.Code) && finding.Severity >= (Wanted == Wanted.Condemned ? Severity.Fix : Severity.Warn));

    public static string[] SevereOf(IEnumerable<Finding> findings) =>
        [.. findings.Where(finding => finding.Severity == Severity.Fix).Select(finding => finding.Code).Distinct()];

    public override string ToString() =>
        $"{Kind.Name} {Strength}, {Spoken.Speaker} {Spoken.Name}: {string.Join(
            ' ', Findings.Select(finding => $"{finding.Severity}:{finding.Code}={finding.Measured:0.###}"))}";
}
