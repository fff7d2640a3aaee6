namespace Timbre.Text.Transcripts;

/// <summary>A text file of a dataset.</summary>
/// <param name="Name">Its path in the dataset, with / between folders.</param>
/// <param name="Content">Its bytes; more than 8 MiB are not looked at.</param>
public sealed record TranscriptFile(string Name, byte[] Content);

/// <summary>
/// Transcripts of a dataset's recordings from its text files: <c>x.txt</c> beside <c>x.wav</c>, or tables such as
/// metadata.csv with a line for each recording (a file name, with or without folder and extension, then the text).
/// </summary>
/// <remarks>
/// The file beside the recording goes before any table, the table nearest above it before others. Where the same name has two
/// different texts, or where a name would fit only by guessing, there is no transcript: a wrong one does more harm than none.
/// </remarks>
public sealed class TranscriptTable
{
    /// <summary>The longest transcript of one recording, in UTF-16 characters; a longer one counts as missing.</summary>
    public const int MaxTextLength = 1024;

    private const int MaxFileBytes = 8 << 20;
    private const int MaxRows = 200_000;
    private const int MaxForeignPathParts = 4;

    private readonly TextsByKey _besideRecording = new();
    private readonly TextsByKey _mirrored = new();
    private readonly TextsByKey _inTables = new();
    private readonly TextsByKey _anywhere = new();
    private readonly TextsByKey _fromForeignPaths = new();
    private int _rows;

    private TranscriptTable()
    {
    }

    /// <summary>Reads the text files of a dataset. What is no transcript does no harm; the order of the files does not matter.</summary>
    public static TranscriptTable Read(IEnumerable<TranscriptFile> files)
    {
        var table = new TranscriptTable();
        foreach (var file in files.Where(file => file.Content.Length <= MaxFileBytes))
            table.Add(file.Name, TextDecoding.Decode(file.Content));

        return table;
    }

    /// <summary>
    /// The recording's transcript, at most <see cref="MaxTextLength"/> characters, or null when there is none, it is empty or
    /// it is <c>undefined</c>.
    /// </summary>
    /// <param name="soundPath">The recording's path in the dataset, with / between folders.</param>
    public string? Find(string soundPath)
    {
        var path = new RecordingPath(soundPath);
        if (!path.IsUsable)
            return null;

        var stem = path.WithoutExtension;
        // the last two as LibriTTS has them
        var found = _besideRecording.Find([stem, path.FullPath, $"{stem}.normalized", $"{stem}.original"])
            ?? _mirrored.Find(path.MirrorKeys())
            ?? _inTables.Find(path.TableKeys())
            ?? _anywhere.Find(path.Suffixes())
            ?? _fromForeignPaths.Find(stem);
        return found?.Text;
    }

    private void Add(string name, string content)
    {
        var file = new RecordingPath(name);
        if (!file.IsUsable)
            return;

        if (name.EndsWith(".txt", StringComparison.OrdinalIgnoreCase))
            AddBeside(new RecordingPath(name[..^4]), content);

        foreach (var (recording, text) in TableReader.Read(file.FileName, content))
        {
            if (++_rows > MaxRows)
                return; // far beyond what anybody recorded

            AddRow(file.Folder, recording, text);
        }
    }

    /// <summary>
    /// A text for the sound file of the same name in the same folder, or in a twin of it: <c>txt/p225/p225_001.txt</c> for
    /// <c>wav/p225/p225_001.wav</c>.
    /// </summary>
    private void AddBeside(RecordingPath path, string content)
    {
        if (Clean(content) is not { } text)
            return;

        _besideRecording.Add(path.FullPath, text);
        foreach (var mirror in path.MirrorKeysOfTextFile())
            _mirrored.Add(mirror, text);
    }

    private void AddRow(string folder, string recording, string raw)
    {
        if (Clean(raw) is not { } text)
            return;

        var path = new RecordingPath(recording, folder);
        if (!path.IsUsable)
            return;

        _inTables.Add(RecordingPath.TableKey(folder, path.WithoutExtension), text);
        _anywhere.Add(path.WithoutExtension, text);

        // A list made on somebody's own machine: the dataset's paths are the ends of its paths.
        foreach (var ending in path.Suffixes().Skip(1).TakeLast(MaxForeignPathParts))
            _fromForeignPaths.Add(ending, text);
    }

    private static string? Clean(string raw)
    {
        var text = TextDecoding.OneLine(raw, MaxTextLength);
        return text is null or "" or "undefined" ? null : text;
    }

    /// <summary>Texts by key; a key that got two different texts knows none.</summary>
    private sealed class TextsByKey
    {
        private readonly Dictionary<string, KeyedText> _byKey = new(StringComparer.OrdinalIgnoreCase);

        public void Add(string key, string text)
        {
            if (!_byKey.TryAdd(key, new KeyedText(text)) && _byKey[key].Text != text)
                _byKey[key] = new KeyedText(null);
        }

        public KeyedText? Find(string key) => _byKey.GetValueOrDefault(key);

        public KeyedText? Find(IEnumerable<string> keys) => keys.Select(Find).FirstOrDefault(found => found is not null);
    }

    private sealed record KeyedText(string? Text);
}
