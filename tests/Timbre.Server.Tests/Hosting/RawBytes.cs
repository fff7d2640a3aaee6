using System.Text;

namespace Timbre.Server.Tests.Hosting;

/// <summary>Searches files as a thief of the disk would.</summary>
internal static class RawBytes
{
    public static IReadOnlyList<string> FilesWith(string folder, string text) => FilesWith(folder, Encoding.UTF8.GetBytes(text));

    public static IReadOnlyList<string> FilesWith(string folder, byte[] bytes) =>
        [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(file => Read(file).AsSpan().IndexOf(bytes) >= 0)];

    private static byte[] Read(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }
}
