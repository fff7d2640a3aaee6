namespace Timbre.Models.Text.Transcripts;

/// <summary>A recording's path as a dataset or a table spells it, and the other spellings under which it may be looked for.</summary>
internal sealed class SoundPath
{
    private const int MaxLength = 512;
    private const int MaxParts = 24;

    private static readonly HashSet<string> Extensions = new(StringComparer.OrdinalIgnoreCase)
    {
        "wav", "mp3", "m4a", "mp4", "flac", "ogg", "oga", "opus", "webm", "aif", "aiff", "aifc",
    };

    private static readonly HashSet<string> TextFolders = new(StringComparer.OrdinalIgnoreCase)
    {
        "txt", "text", "texts", "transcript", "transcripts", "transcription", "transcriptions", "prompts",
    };

    private readonly string[] parts;
    private readonly string stem;

    /// <param name="path">Parts between slashes of either kind; "." means nothing, ".." the folder above.</param>
    /// <param name="folder">From where ".." counts.</param>
    public SoundPath(string path, string folder = "")
    {
        parts = path.Length > MaxLength ? [] : Resolve(path.Trim(), folder);
        stem = parts.Length == 0 ? "" : Stem(parts[^1]);
        IsUsable = parts.Length is > 0 and <= MaxParts && stem.Length > 0;
    }

    public bool IsUsable { get; }

    /// <summary>The file's name with its extension.</summary>
    public string Last => parts[^1];

    public string Folder => Spell(parts[..^1]);

    public string Whole => Spell(parts);

    public string WithoutExtension => Join(parts[..^1]);

    /// <summary>The path without its first folders, the longest first: a/b/c, b/c, c.</summary>
    public IEnumerable<string> Endings() => Enumerable.Range(0, parts.Length).Select(skip => Join(parts[skip..^1]));

    /// <summary>Each ending together with each folder above the recording, as <see cref="Place"/> joins them: long endings before short ones, near folders before far ones.</summary>
    public IEnumerable<string> Placed() =>
        from ending in Endings()
        from depth in Enumerable.Range(0, parts.Length).Reverse()
        select Place(Spell(parts[..depth]), ending);

    /// <summary>The key of a line about <paramref name="recording"/> in a table that lies in <paramref name="folder"/>.</summary>
    public static string Place(string folder, string recording) => $"{folder}\n{recording}";

    /// <summary>For a recording: the path with one folder blotted out, and as it is, for a text folder on top of the same path.</summary>
    public IEnumerable<string> Mirrors() =>
        Enumerable.Range(0, parts.Length - 1).Select(at => Join([.. parts[..at], "*", .. parts[(at + 1)..^1]])).Append(WithoutExtension);

    /// <summary>For a text: the same, where the folder is one that texts are kept in.</summary>
    public IEnumerable<string> MirrorsOfTextFolder() =>
        Enumerable.Range(0, parts.Length - 1).Where(at => TextFolders.Contains(parts[at]))
            .SelectMany(at => new[] { Spell([.. parts[..at], "*", .. parts[(at + 1)..]]), Spell([.. parts[..at], .. parts[(at + 1)..]]) });

    private static string Spell(string[] all) => string.Join('/', all);

    private static string[] Resolve(string path, string folder)
    {
        var resolved = new List<string>();
        var isFirst = true;
        foreach (var part in path.Replace('\\', '/').Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (part == ".." && isFirst)
                resolved.AddRange(folder.Split('/', StringSplitOptions.RemoveEmptyEntries));
            if (part == ".." && resolved.Count > 0)
                resolved.RemoveAt(resolved.Count - 1);
            else if (part is not ("." or ".."))
                resolved.Add(part);

            isFirst &= part == ".";
        }

        return [.. resolved];
    }

    private static string Stem(string name)
    {
        var dot = name.LastIndexOf('.');
        return dot >= 0 && Extensions.Contains(name[(dot + 1)..]) ? name[..dot] : name;
    }

    private string Join(string[] folders) => Spell([.. folders, stem]);
}
