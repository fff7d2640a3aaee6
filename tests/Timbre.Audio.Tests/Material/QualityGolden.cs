using System.Collections.Concurrent;
using System.Globalization;
using Timbre.Audio.Formats;

namespace Timbre.Audio.Tests.Material;

/// <summary>
/// Pairs of a recording and what became of it, with the scores of the reference implementations: ../shared/golden/quality.
/// </summary>
internal static class QualityGolden
{
    /// <summary>Each file is decoded once: 6 min of sound, 23 MB.</summary>
    private static readonly ConcurrentDictionary<string, Lazy<Task<AudioClip>>> Decoded = new();

    /// <summary>Names of the two files, and the score in the named column.</summary>
    public static IEnumerable<(string Reference, string Degraded, double Score)> Column(string name)
    {
        var lines = File.ReadAllLines(SharedFolder.At("golden", "quality", "golden.tsv"));
        var column = Array.IndexOf(lines[0].Split('\t'), name);
        return
            from line in lines.Skip(1)
            let cells = line.Split('\t')
            select (cells[0], cells[1],
                cells[column] == "inf" ? double.PositiveInfinity : double.Parse(cells[column], CultureInfo.InvariantCulture));
    }

    /// <summary>All 44 pairs, measured; those that are not within the tolerance fail together, each with its figures.</summary>
    public static async Task Reproduce(string column, double tolerance, Func<AudioClip, AudioClip, double> measure)
    {
        var count = 0;
        var failures = new List<string>();
        foreach (var (reference, degraded, expected) in Column(column))
        {
            var actual = measure(await Read(reference), await Read(degraded));
            count++;
            if (!(double.IsPositiveInfinity(expected) ? double.IsPositiveInfinity(actual) : Math.Abs(actual - expected) <= tolerance))
                failures.Add($"{degraded}: {actual:F6}, not {expected:F6}");
        }

        Assert.Equal(44, count);
        Assert.True(failures.Count == 0, string.Join('\n', failures));
    }

    private static Task<AudioClip> Read(string file) => Decoded.GetOrAdd(file, name =>
        new Lazy<Task<AudioClip>>(() => AudioDecoder.Decode(SharedFolder.At("golden", "quality", name), new AudioLimits(), default))).Value;
}
