using Timbre.Models.Consent;

namespace Timbre.Bench.Consent;

/// <summary>
/// How many were accepted, of each kind and set, with the interval that holds the true share in 95 of 100 cases (Wilson 1927).
/// </summary>
internal sealed class AcceptanceTable
{
    private readonly List<(string Kind, string Set, bool IsTrue, string Reason)> _rows = [];

    public void Add(string kind, string set, StatementVerdict verdict, bool isTrue) => _rows.Add((kind, set, isTrue, verdict.Reason));

    public void Print()
    {
        var sets = _rows.Select(row => row.Set).Distinct().ToList();
        Console.WriteLine($"| what is said | {string.Join(" | ", sets)} | all | 95 % | reasons given |");
        Console.WriteLine($"|---|{string.Concat(sets.Select(_ => "---|"))}---|---|---|");
        foreach (var kind in _rows.GroupBy(row => (row.Kind, row.IsTrue)))
        {
            var wrongly = (IEnumerable<(string Kind, string Set, bool IsTrue, string Reason)> rows) =>
                rows.Count(row => (row.Reason == StatementReason.Accepted) != row.IsTrue);
            var cells = sets.Select(set => kind.Where(row => row.Set == set).ToList())
                .Select(rows => rows.Count == 0 ? "" : $"{wrongly(rows)} of {rows.Count}");
            var (min, max) = Wilson(wrongly(kind), kind.Count());
            var reasons = kind.CountBy(row => row.Reason).OrderByDescending(reason => reason.Value).Take(4)
                .Select(reason => $"{reason.Key} {reason.Value}");
            Console.WriteLine(
                $"| {kind.Key.Kind}: {(kind.Key.IsTrue
                    ? "refused"
                    : "accepted")} | {string.Join(" | ", cells)} | {100.0
                        * wrongly(kind) / kind.Count():0.0} % | {100 * min:0.0} to {100 * max:0.0} % | {string.Join(", ", reasons)} |");
        }
    }

    private static (double Least, double Most) Wilson(int count, int of)
    {
        const double Z = 1.96;
        var share = (double)count / of;
        var middle = (share + Z * Z / (2 * of)) / (1 + Z * Z / of);
        var half = Z / (1 + Z * Z / of) * Math.Sqrt(share * (1 - share) / of + Z * Z / (4.0 * of * of));
        return (Math.Max(0, middle - half), Math.Min(1, middle + half));
    }
}
