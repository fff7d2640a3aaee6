using System.Collections.Concurrent;
using System.Globalization;
using Timbre.Audio.Formats;

namespace Timbre.Audio.Tests.Material;

/// <summary>Pairs of a recording and what became of it, with the scores of the reference implementations: ../shared/golden/quality.</summary>
internal static class QualityGolden
{
    /// <summary>Each file is decoded once: 6 min of sound, 23 MB.</summary>
    private static readonly ConcurrentDictionary<string, Lazy<Task<Clip>>> Decoded = new();

    /// <summary>Names of the two files, and the score in the named column.</summary>
    public static IEnumerable<(string Reference, string Degraded, double Score)> Column(string name)
    {
        var lines = File.ReadAllLines(SharedFolder.At("golden", "quality", "golden.tsv"));
        var column = Array.IndexOf(lines[0].Split('\t'), name);
        return
            from line in lines.Skip(1)
            let cells = line.Split('\t')
            select (cells[0], cells[1], cells[column] == "inf" ? double.PositiveInfinity : double.Parse(cells[column], CultureInfo.InvariantCulture));
    }

    /// <summary>All 44 pairs, measured; those that are not within the tolerance fail together, each with its figures.</summary>
    public static async Task Reproduce(string column, double tolerance, Func<Clip, Clip, double> measure)
    {
        var count = 0;
        var wrong = new List<string>();
        foreach (var (reference, degraded, wanted) in Column(column))
        {
            var found = measure(await Read(reference), await Read(degraded));
            count++;
            if (!(double.IsPositiveInfinity(wanted) ? double.IsPositiveInfinity(found) : Math.Abs(found - wanted) <= tolerance))
                wrong.Add($"{degraded}: {found:F6}, not {wanted:F6}");
        }

        Assert.Equal(44, count);
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    private static Task<Clip> Read(string file) => Decoded.GetOrAdd(file, name =>
        new Lazy<Task<Clip>>(() => AudioDecoder.Decode(SharedFolder.At("golden", "quality", name), new AudioLimits(), default))).Value;
}
