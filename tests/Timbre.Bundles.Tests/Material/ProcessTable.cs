using System.Text;

namespace Timbre.Bundles.Tests.Material;

/// <summary>What the kernel says of a process.</summary>
internal static class ProcessTable
{
    public static bool Has(int id) => Directory.Exists($"/proc/{id}");

    /// <summary>Whether a process is gone within half a minute.</summary>
    public static bool IsGone(int id) => SpinWait.SpinUntil(() => !Has(id), TimeSpan.FromSeconds(30));

    /// <summary>The names and values of its environment.</summary>
    public static IReadOnlyDictionary<string, string> Environment(int id) =>
        Encoding.UTF8.GetString(File.ReadAllBytes($"/proc/{id}/environ")).Split('\0', StringSplitOptions.RemoveEmptyEntries)
            .Select(entry => entry.Split('=', 2)).ToDictionary(entry => entry[0], entry => entry[1]);

    /// <summary>A hard limit, such as "Max data size".</summary>
    public static string Limit(int id, string name) =>
        File.ReadLines($"/proc/{id}/limits").Single(line => line.StartsWith(name, StringComparison.Ordinal))[name.Length..]
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)[1];
}
