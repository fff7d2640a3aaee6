using Timbre.Server.Analysis.Data;
using Timbre.Server.Recordings;
using Timbre.Server.Recordings.Findings;
using Timbre.Server.Voices;

namespace Timbre.Server.Analysis.Report;

/// <summary>What a voice's recordings are like, all together.</summary>
/// <param name="Recordings">How many there are.</param>
/// <param name="Analysed">How many have been analysed; the others are waiting for it.</param>
/// <param name="Usable">How many the next build learns from.</param>
/// <param name="Seconds">Length of all together.</param>
/// <param name="SecondsUsable">Length of those that the next build learns from.</param>
/// <param name="SpeechSecondsUsable">Speech in those.</param>
/// <param name="Missing">What is missing for a build, in a sentence; null when there is enough.</param>
/// <param name="Notes">What the last build did without, and why; null when it used all there is.</param>
/// <param name="Severities">Recordings by the gravest of their findings.</param>
/// <param name="Codes">Findings by code and severity, the gravest and most frequent first.</param>
/// <param name="LeftOut">What the next build does not learn from, by reason.</param>
/// <param name="Transcripts">Where the words come from.</param>
/// <param name="LoudnessGrades">Recordings of each loudness grade, `A` to `F`.</param>
public sealed record AnalysisSummary(
    int Recordings,
    int Analysed,
    int Usable,
    double Seconds,
    double SecondsUsable,
    double SpeechSecondsUsable,
    string? Missing,
    string? Notes,
    AnalysisSummary.BySeverity Severities,
    IReadOnlyList<AnalysisSummary.OfCode> Codes,
    IReadOnlyList<AnalysisSummary.Reason> LeftOut,
    AnalysisSummary.Sources Transcripts,
    IReadOnlyDictionary<string, int> LoudnessGrades)
{
    /// <summary>Recordings by the gravest of their findings.</summary>
    /// <param name="Fix">With one to be mended.</param>
    /// <param name="Warn">With one to be warned of.</param>
    /// <param name="Note">With one that is worth knowing.</param>
    /// <param name="None">Analysed, and without any.</param>
    public sealed record BySeverity(int Fix, int Warn, int Note, int None);

    /// <summary>One kind of finding.</summary>
    /// <param name="Code">What it is.</param>
    /// <param name="Severity">`fix`, `warn` or `note`.</param>
    /// <param name="Recordings">How many have it.</param>
    /// <param name="Seconds">Length of these.</param>
    /// <param name="Remedy">What to do about it.</param>
    public sealed record OfCode(string Code, string Severity, int Recordings, double Seconds, string Remedy);

    /// <summary>Why recordings are not learnt from.</summary>
    /// <param name="Code">The code of their gravest finding; `is_active` where the caller has said so, `outlier` where they are unlike the
    /// others.</param>
    /// <param name="Recordings">How many.</param>
    /// <param name="Seconds">Length of these.</param>
    public sealed record Reason(string Code, int Recordings, double Seconds);

    /// <summary>Where the words of recordings come from.</summary>
    /// <param name="Given">From the caller.</param>
    /// <param name="Recognised">From recognition.</param>
    /// <param name="None">There are none.</param>
    /// <param name="Recogniser">What is in use: `built-in` or the name of an added model; null where that cannot be told.</param>
    public sealed record Sources(int Given, int Recognised, int None, string? Recogniser);

    internal static AnalysisSummary Of(
        Voice voice, IReadOnlyList<Recording> all, IReadOnlyList<FindingRow> findings, string? missing, string? recogniser)
    {
        var byId = all.ToDictionary(recording => recording.Id);
        var mostSevere = findings.GroupBy(finding => finding.RecordingId)
            .ToDictionary(group => group.Key, group => group.MinBy(finding => finding.Place)!);
        var usable = all.Where(TrainingData.Usable).ToList();
        return new AnalysisSummary(
            all.Count, all.Count(recording => recording.MeasuredBy is not null), usable.Count,
            Total(all), Total(usable), Math.Round(usable.Sum(recording => recording.SpeechSeconds), 1), missing, voice.AllNotes,
            new BySeverity(
                With("fix"), With("warn"), With("note"),
                all.Count(recording => recording.MeasuredBy is not null && !mostSevere.ContainsKey(recording.Id))),
            [.. findings.GroupBy(finding => (finding.Code, finding.Severity)).Select(group => OneCode([.. group]))
                .OrderBy(code => Rank(code.Severity)).ThenByDescending(code => code.Recordings)],
            [.. all.Where(recording => !TrainingData.Usable(recording)).GroupBy(WhyNot)
                .Select(group => new Reason(group.Key, group.Count(), Total(group))).OrderByDescending(reason => reason.Recordings)],
            new Sources(
                all.Count(recording => recording.SpokenText is not null && recording.TranscriptRecognised != true),
                all.Count(recording => recording.TranscriptRecognised == true),
                all.Count(recording => recording.SpokenText is null), recogniser),
            new SortedDictionary<string, int>(
                all.Where(recording => recording.LoudnessGrade is not null).CountBy(recording => recording.LoudnessGrade!).ToDictionary(),
                StringComparer.Ordinal));

        int With(string severity) => mostSevere.Values.Count(finding => finding.Severity == severity);

        OfCode OneCode(List<FindingRow> same)
        {
            var ids = same.Select(finding => finding.RecordingId).Distinct().ToList();
            return new OfCode(same[0].Code, same[0].Severity, ids.Count, Total(ids.Select(id => byId[id])), same[0].Remedy);
        }

        string WhyNot(Recording recording) => recording.IsOutlier ? "outlier"
            : recording.ActiveGiven == false ? "is_active"
            : mostSevere.GetValueOrDefault(recording.Id)?.Code ?? (recording.IsSilent ? "silent" : "is_active");
    }

    private static int Rank(string severity) => severity switch { "fix" => 0, "warn" => 1, _ => 2 };

    private static double Total(IEnumerable<Recording> some) => Math.Round(some.Sum(recording => recording.Seconds), 1);
}
