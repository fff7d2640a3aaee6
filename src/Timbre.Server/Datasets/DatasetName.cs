using System.Globalization;

namespace Timbre.Server.Datasets;

/// <summary>What the recordings of a dataset are called.</summary>
internal static class DatasetName
{
    private const int MaxName = 256;

    /// <summary>The file's name in the address, for a dataset that is one sound file; never its query, which may hold a secret.</summary>
    public static string OfUrl(string url)
    {
        var name = Uri.TryCreate(url, UriKind.Absolute, out var uri) ? Path.GetFileName(Uri.UnescapeDataString(uri.AbsolutePath)) : "";
        var clean = new string([.. name.Where(c => !char.IsControl(c) && c is not ('/' or '\\'))]).Trim();
        return clean.Length == 0 ? "dataset" : Fit(clean, MaxName);
    }

    /// <summary>The entry's path, the end of it where it is too long.</summary>
    public static string OfFile(string path) => Fit(path, MaxName);

    /// <summary>A piece of a long file, by its time range: <c>talk.wav [00:01:02.500-00:01:10.250]</c>.</summary>
    public static string OfSegment(string path, double startSeconds, double endSeconds) =>
        $"{SegmentPrefix(path)}{Clock(startSeconds)}-{Clock(endSeconds)}]";

    /// <summary>How the names of all pieces of a file begin.</summary>
    public static string SegmentPrefix(string path) => $"{Fit(path, MaxName - 30)} [";

    private static string Clock(double seconds) =>
        TimeSpan.FromMilliseconds(Math.Round(seconds * 1000)).ToString(@"hh\:mm\:ss\.fff", CultureInfo.InvariantCulture);

    private static string Fit(string path, int length) => path.Length <= length ? path : "…" + path[^(length - 1)..];
}
