using System.Globalization;
using Timbre.Audio.Formats;
using Timbre.Audio.Measures.Comparison;
using Timbre.Audio.Measures.Intelligibility;
using Timbre.Audio.Measures.Perceptual;

namespace Timbre.Training.Quality;

/// <summary>The truth that the estimator learns: our own measures of pairs of recordings, in a file that grows by a line a pair.</summary>
/// <remarks>
/// Read: pairs.tsv of training/quality/prepare.py, a header and then number ... reference, degraded (the last two columns, relative to the
/// list). Written: number, PESQ of the wide band, STOI, SI-SDR in dB; a pair without a score has empty cells. Pairs that
/// have a line are left alone, so a run that was stopped goes on.
/// </remarks>
internal static class Labels
{
    private const string Header = "number\tpesq_wb\tstoi\tsi_sdr_db";
    private const int Columns = 4;

    private static readonly AudioLimits Limits = AudioLimits.UpTo(SoundPair.MaxSeconds, 64L << 20);

    /// <summary>Measures what <paramref name="pairs"/> lists and <paramref name="labels"/> lacks, on that many threads.</summary>
    public static int Run(string pairs, string labels, int threads)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(pairs))!;
        var done = Keep(labels);
        var rows = File.ReadLines(pairs).Skip(1).Select(line => line.Split('\t'))
            .Where(cells => cells.Length > 2 && !done.Contains(cells[0])).ToList();

        using var to = new StreamWriter(labels, append: true);
        var (measured, refused) = (0, 0);
        Parallel.ForEach(rows, new ParallelOptions { MaxDegreeOfParallelism = threads }, cells =>
        {
            var scores = Scores(Path.Combine(folder, cells[^2]), Path.Combine(folder, cells[^1]));
            lock (to)
            {
                to.WriteLine(scores is { } actual ? Line(cells[0], actual) : $"{cells[0]}\t\t\t");
                to.Flush();
                measured++;
                refused += scores is null ? 1 : 0;
            }
        });
        Console.WriteLine($"labels: {done.Count} were there, {measured} measured, {refused} of them have no score");
        return 0;
    }

    /// <summary>The numbers that have a line; what a crash left of a last line is cut away.</summary>
    private static HashSet<string> Keep(string labels)
    {
        var text = File.Exists(labels) ? File.ReadAllText(labels) : "";
        var whole = text[..(text.LastIndexOf('\n') + 1)];
        if (whole.Length == 0)
            whole = Header + "\n";
        if (whole != text)
            File.WriteAllText(labels, whole);
        return [.. whole.Split('\n').Skip(1).Select(line => line.Split('\t')).Where(cells => cells.Length == Columns)
            .Select(cells => cells[0])];
    }

    private static (double Pesq, double Stoi, double SiSdrDb)? Scores(string reference, string degraded)
    {
        try
        {
            var pair = SoundPair.Of(WavReader.Read(reference, Limits), WavReader.Read(degraded, Limits));
            return (Pesq.WideBand(pair), Stoi.Score(pair), SiSdr.Db(pair));
        }
        catch (IncomparableException e)
        {
            Console.Error.WriteLine($"{degraded}: {e.Message}");
            return null;
        }
    }

    private static string Line(string number, (double Pesq, double Stoi, double SiSdrDb) scores) =>
        string.Create(
            CultureInfo.InvariantCulture, $"{number}\t{scores.Pesq:0.######}\t{scores.Stoi:0.######}\t{SiSdrCell(scores.SiSdrDb)}");

    private static string SiSdrCell(double db) =>
        double.IsPositiveInfinity(db)
            ? "inf"
            : double.IsNegativeInfinity(db) ? "-inf" : db.ToString("0.####", CultureInfo.InvariantCulture);
}
