using System.Text;
using Timbre.Models.Tests.Material;

namespace Timbre.Models.Tests.SoundHashes;

/// <summary>The hashes that were written down: lines of a key and its values, separated by tabs.</summary>
/// <remarks>
/// Where <c>TIMBRE_WRITE_SOUND_HASHES</c> is 1, what the tests find replaces what stands in the file of the working tree,
/// and they fail, so that no run passes that compared nothing.
/// </remarks>
internal static class HashFile
{
    /// <summary>The variable of the environment that has the file written anew.</summary>
    public const string WriteVariable = "TIMBRE_WRITE_SOUND_HASHES";

    /// <summary>Where the files of these tests lie in the working tree.</summary>
    public static readonly string Folder = Path.Combine(Repository.Root, "tests", "Timbre.Models.Tests", "SoundHashes");

    private const string PlatformKey = "platform";

    private static readonly string Location = Path.Combine(Folder, "sound-hashes.tsv");
    private static readonly Lock Gate = new();
    private static readonly SortedDictionary<string, string> Rows = Read();

    /// <summary>Whether hashes are to be written instead of compared.</summary>
    public static bool IsWriting { get; } = Environment.GetEnvironmentVariable(WriteVariable) == "1";

    /// <summary>The <see cref="Platform.Description"/> that the hashes were made with.</summary>
    public static string WrittenOn => Rows.GetValueOrDefault(PlatformKey, "an unknown platform");

    /// <summary>Fails unless the rows of a group are the ones that were written down: no other value, none more, none fewer.</summary>
    /// <param name="group">What all their keys begin with, up to a slash.</param>
    /// <param name="found">Values by what stands behind the slash.</param>
    public static void Compare(string group, IReadOnlyDictionary<string, string> found)
    {
        var wanted = Rows.Where(row => row.Key.StartsWith(group + "/", StringComparison.Ordinal))
            .ToDictionary(row => row.Key[(group.Length + 1)..], row => row.Value);
        if (IsWriting)
        {
            Replace(group, wanted.Keys, found);
            Assert.Fail($"The hashes of {group} were written. Run the test again without {WriteVariable}.");
        }

        var different = wanted.Keys.Union(found.Keys)
            .Where(key => wanted.GetValueOrDefault(key) != found.GetValueOrDefault(key))
            .Order(StringComparer.Ordinal)
            .Select(key => $"{key} was {wanted.GetValueOrDefault(key, "not there")}, is {found.GetValueOrDefault(key, "not there")}")
            .ToArray();
        Assert.True(different.Length == 0, $"{different.Length} of {wanted.Count} hashes of {group} are not as they were written down: "
            + $"{string.Join("; ", different.Take(5))}. "
            + $"If that is intended, run these tests with {WriteVariable}=1, and commit the file.");
    }

    private static void Replace(string group, IEnumerable<string> old, IReadOnlyDictionary<string, string> found)
    {
        lock (Gate)
        {
            foreach (var key in old)
                Rows.Remove($"{group}/{key}");
            foreach (var (key, value) in found)
                Rows[$"{group}/{key}"] = value;
            Rows[PlatformKey] = Platform.Description;
            var text = new StringBuilder();
            foreach (var (key, value) in Rows)
                text.Append(key).Append('\t').Append(value).Append('\n');
            File.WriteAllText(Location, text.ToString());
        }
    }

    private static SortedDictionary<string, string> Read()
    {
        var rows = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var parts in File.Exists(Location) ? File.ReadLines(Location).Select(line => line.Split('\t', 2)) : [])
            rows.Add(parts[0], parts[1]);
        return rows;
    }
}
