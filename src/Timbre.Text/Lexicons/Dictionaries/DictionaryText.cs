namespace Timbre.Text.Lexicons.Dictionaries;

/// <summary>The bytes of a dictionary's file.</summary>
internal static class DictionaryText
{
    private const int MaxBytes = 32 << 20;

    /// <exception cref="InvalidDataException">The file is larger than any dictionary known.</exception>
    public static byte[] Read(string path) => new FileInfo(path).Length <= MaxBytes
        ? File.ReadAllBytes(path)
        : throw new InvalidDataException($"{path} is larger than any dictionary known.");
}
