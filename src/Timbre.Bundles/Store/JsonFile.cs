using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Timbre.Bundles.Files;

namespace Timbre.Bundles.Store;

/// <summary>The small JSON files of the folder of bundles; people may edit them, so nothing in them is believed.</summary>
internal static class JsonFile
{
    private const int MaxBytes = 1 << 16;

    /// <summary>The content of a file; null where it is not there.</summary>
    /// <param name="mend">What to do about a damaged one, for people.</param>
    /// <exception cref="BundleException">It is no such file.</exception>
    public static T? Read<T>(string file, JsonTypeInfo<T> type, string mend) where T : class
    {
        try
        {
            using var stream = File.OpenRead(file);
            return stream.Length <= MaxBytes && JsonSerializer.Deserialize(stream, type) is { } value ? value : throw Damaged(file, mend);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (JsonException)
        {
            throw Damaged(file, mend);
        }
    }

    /// <summary>Replaces a file: readers see the old content or the new.</summary>
    public static void Write<T>(string file, T value, JsonTypeInfo<T> type)
    {
        var next = $"{file}.{Guid.NewGuid():N}";
        File.WriteAllText(next, JsonSerializer.Serialize(value, type) + "\n");
        File.Move(next, file, overwrite: true);
    }

    /// <summary>Names the file below the folder of bundles: callers of the API read this, too.</summary>
    public static BundleException Damaged(string file, string mend) =>
        new($"{Path.GetFileName(Path.GetDirectoryName(file))}/{Path.GetFileName(file)} is damaged: {mend}");
}
