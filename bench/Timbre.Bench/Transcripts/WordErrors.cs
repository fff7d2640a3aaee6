using System.Text.RegularExpressions;

namespace Timbre.Bench.Transcripts;

/// <summary>Word errors of a recogniser's hypotheses, each against its reference.</summary>
internal static partial class WordErrors
{
    /// <param name="list">Recordings and their texts; the number of a line is the recording's name.</param>
    /// <param name="recognised">Lines of <c>words (number score)</c>, as pocketsphinx_batch writes them.</param>
    public static int Run(string list, string recognised)
    {
        var spoken = SpokenUtterance.Read(list);
        var words = new string[spoken.Count];
        foreach (var match in File.ReadLines(recognised).Select(line => HypothesisLine().Match(line)).Where(match => match.Success))
            words[int.Parse(match.Groups[2].Value)] = VariantMark().Replace(match.Groups[1].Value, "");
        var sets = spoken.Index().GroupBy(one => one.Item.Set).OrderBy(set => set.Key, StringComparer.Ordinal)
            .Append(spoken.Index().GroupBy(_ => "all").Single());
        Console.WriteLine(string.Join(' ', sets.Select(set =>
        {
            var errors = set.Sum(one => Distance(Words(one.Item.Text), Words(words[one.Index] ?? "")));
            return $"{set.Key} {100.0 * errors / set.Sum(one => Words(one.Item.Text).Length):0.0}";
        })));
        return 0;
    }

    /// <summary>Levenshtein distance of two sequences of words: substitutions, insertions and deletions.</summary>
    public static int Distance(IReadOnlyList<string> a, IReadOnlyList<string> b)
    {
        var row = Enumerable.Range(0, b.Count + 1).ToArray();
        for (var i = 1; i <= a.Count; i++)
        {
            var corner = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Count; j++)
                (corner, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, corner + (a[i - 1] == b[j - 1] ? 0 : 1)));
        }

        return row[^1];
    }

    private static string[] Words(string text) => [.. NoWord().Split(text.ToLowerInvariant()).Where(word => word.Length > 0)];

    [GeneratedRegex(@"^(.*)\((\d+) -?\d+\)$")]
    private static partial Regex HypothesisLine();

    [GeneratedRegex(@"\(\d+\)")]
    private static partial Regex VariantMark();

    [GeneratedRegex("[^a-z']+")]
    private static partial Regex NoWord();
}
