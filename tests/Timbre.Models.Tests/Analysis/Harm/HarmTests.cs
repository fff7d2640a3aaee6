using System.Globalization;
using System.Text;
using Timbre.Models.Analysis;
using Xunit.Abstractions;

namespace Timbre.Models.Tests.Analysis.Harm;

/// <summary>Clean recordings, and what is said of them after each came to each kind of harm.</summary>
public sealed class HarmTests(ITestOutputHelper output)
{
    private const double LeastPrecision = 0.95;
    private const double LeastRecall = 0.95;

    private static readonly RecordingAnalyser Analyser = new();

    [Fact]
    public void Harm_done_to_readers_and_synthetic_voices_is_named_and_nothing_else_is_condemned() => Judge(Speakers.Tuned());

    [Fact]
    public void Harm_done_to_announcers_of_four_languages_is_named_and_nothing_else_is_condemned() => Judge(Speakers.HeldOut());

    private void Judge(IReadOnlyList<Spoken> clean)
    {
        var table = new StringBuilder();
        var (found, missed, wrong) = (0, new List<string>(), new List<string>());
        foreach (var spoken in clean)
            wrong.AddRange(Grave(Analyser.Analyse(spoken.Clip, null, null)).Select(code => $"clean, {spoken.Speaker} {spoken.Name}: {code}"));

        table.AppendLine(CultureInfo.InvariantCulture, $"{clean.Count} clips of {clean.Select(spoken => spoken.Speaker).Distinct().Count()} speakers; clean: {wrong.Count} condemned");
        foreach (var kind in HarmKind.All)
        {
            foreach (var (strength, wanted, harm) in kind.Strengths)
            {
                var (right, severe) = (0, new SortedDictionary<string, int>(StringComparer.Ordinal));
                foreach (var (seed, spoken) in clean.Index())
                {
                    var report = Analyser.Analyse(harm(spoken.Clip, seed), null, null);
                    foreach (var code in Grave(report))
                    {
                        severe[code] = severe.GetValueOrDefault(code) + 1;
                        if (wanted == Wanted.Nothing || !kind.Codes.Contains(code))
                            wrong.Add($"{kind.Name} {strength}, {spoken.Speaker} {spoken.Name}: {code}");
                    }

                    var named = report.Findings.Any(finding => kind.Codes.Contains(finding.Code) && finding.Severity >= (wanted == Wanted.Condemned ? Severity.Fix : Severity.Warn));
                    if (wanted == Wanted.Nothing)
                        continue;
                    right += named ? 1 : 0;
                    if (!named)
                        missed.Add($"{kind.Name} {strength}, {spoken.Speaker} {spoken.Name}: {string.Join(' ', report.Findings.Select(finding => $"{finding.Code} {finding.Measured:0.###}"))}");
                }

                found += right;
                var share = wanted == Wanted.Nothing ? "     " : $"{right,2}/{clean.Count,2}";
                table.AppendLine(CultureInfo.InvariantCulture, $"{kind.Name,-20} {strength,-24} {wanted,-10} {share}  severe: {string.Join(", ", severe.Select(one => $"{one.Key} {one.Value}"))}");
            }
        }

        var (precision, recall) = ((double)found / (found + wrong.Count), (double)found / (found + missed.Count));
        table.AppendLine(CultureInfo.InvariantCulture, $"precision {precision:0.000}, recall {recall:0.000}; {found} found, {missed.Count} missed, {wrong.Count} wrongly condemned");
        output.WriteLine(table.ToString());
        output.WriteLine("Missed:\n" + string.Join('\n', missed));
        output.WriteLine("Wrong:\n" + string.Join('\n', wrong));
        Assert.True(precision >= LeastPrecision && recall >= LeastRecall, $"precision {precision:0.000}, recall {recall:0.000}");
        Assert.All(HarmKind.All, kind => Assert.True(missed.Count(line => line.StartsWith(kind.Name, StringComparison.Ordinal)) <= 0.2 * 2 * clean.Count, $"{kind.Name} is missed too often"));
    }

    private static IEnumerable<string> Grave(RecordingReport report) =>
        report.Findings.Where(finding => finding.Severity == Severity.Fix).Select(finding => finding.Code).Distinct();
}
