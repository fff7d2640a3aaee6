namespace Timbre.Text.Transcripts;

/// <summary>A recording's path as a dataset or a table spells it, and the other spellings under which it may be looked for.</summary>
internal sealed class RecordingPath
{
    private const int MaxLength = 512;
    private const int MaxDepth = 24;

    private static readonly HashSet<string> Extensions = new(StringComparer.OrdinalIgnoreCase)
    {
        "wav", "mp3", "m4a", "mp4", "flac", "ogg", "oga", "opus", "webm", "aif", "aiff", "aifc",
    };

    private static readonly HashSet<string> TextFolders = new(StringComparer.OrdinalIgnoreCase)
    {
        "txt", "text", "texts", "transcript", "transcripts", "transcription", "transcriptions", "prompts",
    };

    private readonly string[] _parts;
    private readonly string _stem;

    /// <param name="path">Parts between slashes of either kind; "." means nothing, ".." the folder above.</param>
    /// <param name="folder">From where ".." counts.</param>
    public RecordingPath(string path, string folder = "")
    {
        _parts = path.Length > MaxLength ? [] : Resolve(path.Trim(), folder);
        _stem = _parts.Length == 0 ? "" : Stem(_parts[^1]);
        IsUsable = _parts.Length is > 0 and <= MaxDepth && _stem.Length > 0;
    }

    public bool IsUsable { get; }

    /// <summary>The file's name with its extension.</summary>
    public string FileName => _parts[^1];

    public string Folder => JoinParts(_parts[..^1]);

    public string FullPath => JoinParts(_parts);

    public string WithoutExtension => JoinWithStem(_parts[..^1]);

    /// <summary>The path without its first folders, the longest first: a/b/c, b/c, c.</summary>
    public IEnumerable<string> Suffixes() => Enumerable.Range(0, _parts.Length).Select(skip => JoinWithStem(_parts[skip..^1]));

    /// <summary>
    /// Each ending together with each folder above the recording, as <see cref="TableKey"/> joins them: long endings before short ones,
    /// near folders before far ones.
    /// </summary>
    public IEnumerable<string> TableKeys() =>
        from ending in Suffixes()
        from depth in Enumerable.Range(0, _parts.Length).Reverse()
        select TableKey(JoinParts(_parts[..depth]), ending);

    /// <summary>The key of a line about <paramref name="recording"/> in a table that lies in <paramref name="folder"/>.</summary>
    public static string TableKey(string folder, string recording) => $"{folder}\n{recording}";

    /// <summary>For a recording: the path with one folder blotted out, and as it is, for a text folder on top of the same path.</summary>
    public IEnumerable<string> MirrorKeys() =>
        Enumerable.Range(0, _parts.Length - 1).Select(at => JoinWithStem([.. _parts[..at], "*", .. _parts[(at + 1)..^1]]))
            .Append(WithoutExtension);

    /// <summary>For a text: the same, where the folder is one that texts are kept in.</summary>
    public IEnumerable<string> MirrorKeysOfTextFile() =>
        Enumerable.Range(0, _parts.Length - 1).Where(at => TextFolders.Contains(_parts[at]))
            .SelectMany(at =>
                new[] { JoinParts([.. _parts[..at], "*", .. _parts[(at + 1)..]]), JoinParts([.. _parts[..at], .. _parts[(at + 1)..]]) });

    private static string JoinParts(string[] all) => string.Join('/', all);

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

    private string JoinWithStem(string[] folders) => JoinParts([.. folders, _stem]);
}
