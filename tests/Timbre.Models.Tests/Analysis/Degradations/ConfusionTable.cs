using System.Globalization;
using System.Text;

namespace Timbre.Models.Tests.Analysis.Degradations;

/// <summary>What was done to recordings against what was said of them.</summary>
/// <remarks>
/// Recall is the share of the recordings whose harm has to be named in which it is, as gravely as it has to be; precision is the share of
/// all severe findings that are right ones. A severe finding of a recording whose harm is nothing to speak of is a wrong one, whatever it
/// names.
/// </remarks>
internal sealed class ConfusionTable(IReadOnlyList<string> wrongOfClean, IReadOnlyList<Outcome> outcomes)
{
    private readonly List<Outcome> _wanted = [.. outcomes.Where(outcome => outcome.Wanted != Wanted.Nothing)];

    public double Recall => (double)_wanted.Count(outcome => outcome.IsNamed) / _wanted.Count;

    public double Precision =>
        1 - ((double)(wrongOfClean.Count
            + outcomes.Sum(outcome => outcome.Wrong.Count())) / (wrongOfClean.Count + outcomes.Sum(outcome => outcome.Severe.Length)));

    /// <summary>The share of a kind's recordings in which it is named.</summary>
    public double RecallOf(DegradationKind kind) =>
        _wanted.Where(outcome => outcome.Kind == kind).Average(outcome => outcome.IsNamed ? 1.0 : 0);

    /// <summary>As Markdown: a line for each kind and strength, with how often each severe finding was made.</summary>
    public override string ToString()
    {
        var text = new StringBuilder("| harm | strength | has to be | named | severe findings |\n|---|---|---|---|---|\n");
        foreach (var same in outcomes.GroupBy(outcome => (outcome.Kind.Name, outcome.Strength)))
        {
            var (kind, how) = (same.First().Kind, same.First().Wanted);
            var has = how == Wanted.Nothing
                ? "not severe"
                : $"`{string.Join("` or `", kind.Codes)}`{(how == Wanted.Condemned ? ", severe" : "")}";
            var named = how == Wanted.Nothing ? "" : $"{same.Count(outcome => outcome.IsNamed)} of {same.Count()}";
            var severe = same.SelectMany(outcome => outcome.Severe).CountBy(code => code).OrderByDescending(code => code.Value)
                .Select(code => $"`{code.Key}` {code.Value}");
            text.Append(
                CultureInfo.InvariantCulture, $"| {kind.Name} | {same.Key.Strength} | {has} | {named} | {string.Join(", ", severe)} |\n");
        }

        text.AppendLine(
            CultureInfo.InvariantCulture,
            $"\nprecision {Precision:0.000}, recall {Recall:0.000}; clean recordings with a severe finding: {wrongOfClean.Count}");
        text.AppendLine("\nmissed:").AppendJoin('\n', _wanted.Where(outcome => !outcome.IsNamed)).AppendLine();
        text.AppendLine("\nwrong:")
            .AppendJoin(
                '\n', wrongOfClean.Concat(outcomes.Where(outcome => outcome.Wrong.Any()).Select(outcome => $"{outcome}"))).AppendLine();
        return text.ToString();
    }
}
