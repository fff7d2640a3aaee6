using System.Globalization;
using System.Text;

namespace Timbre.Server.Datasets.Archives;

/// <summary>
/// Names of entries. They are shown and compared, and never become paths on this machine; what only an attack would write is refused all
/// the same.
/// </summary>
internal static class EntryName
{
    private static readonly HashSet<string> SystemFiles = new(["__MACOSX", "Thumbs.db", "desktop.ini"], StringComparer.OrdinalIgnoreCase);

    /// <summary>The path with single slashes between its parts and without "." parts; empty for the archive's own top folder.</summary>
    /// <exception cref="DatasetException">The name is unsafe.</exception>
    public static string Clean(string raw, ArchiveLimits limits)
    {
        if (raw.Length == 0)
            throw Unsafe(raw, "has an empty name");
        if (raw.Length > limits.MaxNameLength)
            throw Unsafe(raw, $"has a name of more than {limits.MaxNameLength} characters");
        if (raw.Any(IsInvisible))
            throw Unsafe(raw, "has control characters in its name");
        if (raw.Contains('\\'))
            throw Unsafe(raw, "has a backslash in its name; folders are separated by /");
        if (raw[0] == '/' || (raw.Length > 1 && raw[1] == ':' && char.IsAsciiLetter(raw[0])))
            throw Unsafe(raw, "has an absolute path");

        var parts = raw.Split('/').Where(part => part is not ("" or ".")).ToArray();
        if (parts.Contains(".."))
            throw Unsafe(raw, "leads out of the archive (..)");
        if (parts.Length > limits.MaxDepth)
            throw Unsafe(raw, $"lies more than {limits.MaxDepth} folders deep");

        return string.Join('/', parts);
    }

    /// <summary>Hidden files and what operating systems leave in archives.</summary>
    public static bool IsHiddenOrSystem(string name) =>
        name.Split('/').Any(part => part.StartsWith('.') || SystemFiles.Contains(part));

    /// <summary>The name as a message may show it: short, and nothing in it acts on a terminal or a page's direction.</summary>
    public static string Show(string raw)
    {
        var shown = new StringBuilder();
        foreach (var c in raw.AsSpan(0, Math.Min(raw.Length, 100)))
            shown.Append(IsInvisible(c) || char.IsSurrogate(c) ? '?' : c);

        return raw.Length > 100 ? $"{shown}..." : shown.ToString();
    }

    /// <summary>Reads a name's bytes: UTF-8 when they are, otherwise one character a byte by <paramref name="fallback"/>.</summary>
    public static string Decode(ReadOnlySpan<byte> bytes, Func<byte, char> fallback)
    {
        if (System.Text.Unicode.Utf8.IsValid(bytes))
            return Encoding.UTF8.GetString(bytes);

        var characters = new char[bytes.Length];
        for (var i = 0; i < characters.Length; i++)
            characters[i] = fallback(bytes[i]);

        return new string(characters);
    }

    public static DatasetException Unsafe(string raw, string problem) =>
        new(DatasetCode.UnsafeEntry, $"'{Show(raw)}' in the dataset {problem}. Pack the sound and text files again without it.");

    private static bool IsInvisible(char c) =>
        char.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        || c is (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069') or '\u200e' or '\u200f' or '\ufeff';
}
