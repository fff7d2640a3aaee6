using Timbre.Models.Text.Transcripts;

namespace Timbre.Models.Text;

/// <summary>A text file of a dataset.</summary>
/// <param name="Name">Its path in the dataset, with / between folders.</param>
/// <param name="Content">Its bytes; more than 8 MiB are not looked at.</param>
public sealed record TranscriptFile(string Name, byte[] Content);

/// <summary>
/// What is said in which recording, as far as a dataset's text files tell: <c>x.txt</c> beside <c>x.wav</c>, or tables such as
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
    private const int MaxElsewhereParts = 4;

    private readonly Texts beside = new();
    private readonly Texts mirrored = new();
    private readonly Texts inTables = new();
    private readonly Texts anywhere = new();
    private readonly Texts fromElsewhere = new();
    private int rows;

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

    /// <summary>What is said in the recording, at most <see cref="MaxTextLength"/> characters, or null when nobody wrote it down, left it empty or wrote <c>undefined</c>.</summary>
    /// <param name="soundPath">The recording's path in the dataset, with / between folders.</param>
    public string? For(string soundPath)
    {
        var path = new SoundPath(soundPath);
        if (!path.IsUsable)
            return null;

        var stem = path.WithoutExtension;
        var answer = beside.Find([stem, path.Whole, $"{stem}.normalized", $"{stem}.original"]) // the last two as LibriTTS has them
            ?? mirrored.Find(path.Mirrors())
            ?? inTables.Find(path.Placed())
            ?? anywhere.Find(path.Endings())
            ?? fromElsewhere.Find(stem);
        return answer?.Text;
    }

    private void Add(string name, string content)
    {
        var file = new SoundPath(name);
        if (!file.IsUsable)
            return;

        if (name.EndsWith(".txt", StringComparison.OrdinalIgnoreCase))
            AddBeside(new SoundPath(name[..^4]), content);

        foreach (var (recording, text) in TableReader.Read(file.Last, content))
        {
            if (++rows > MaxRows)
                return; // far beyond what anybody recorded

            AddRow(file.Folder, recording, text);
        }
    }

    /// <summary>A text for the sound file of the same name in the same folder, or in a twin of it: <c>txt/p225/p225_001.txt</c> for <c>wav/p225/p225_001.wav</c>.</summary>
    private void AddBeside(SoundPath path, string content)
    {
        if (Clean(content) is not { } text)
            return;

        beside.Add(path.Whole, text);
        foreach (var mirror in path.MirrorsOfTextFolder())
            mirrored.Add(mirror, text);
    }

    private void AddRow(string folder, string recording, string raw)
    {
        if (Clean(raw) is not { } text)
            return;

        var path = new SoundPath(recording, folder);
        if (!path.IsUsable)
            return;

        inTables.Add(SoundPath.Place(folder, path.WithoutExtension), text);
        anywhere.Add(path.WithoutExtension, text);

        // A list made on somebody's own machine: the dataset's paths are the ends of its paths.
        foreach (var ending in path.Endings().Skip(1).TakeLast(MaxElsewhereParts))
            fromElsewhere.Add(ending, text);
    }

    private static string? Clean(string raw)
    {
        var text = TextDecoding.OneLine(raw, MaxTextLength);
        return text is null or "" or "undefined" ? null : text;
    }

    /// <summary>Texts by key; a key that got two different texts knows none.</summary>
    private sealed class Texts
    {
        private readonly Dictionary<string, Answer> byKey = new(StringComparer.OrdinalIgnoreCase);

        public void Add(string key, string text)
        {
            if (!byKey.TryAdd(key, new Answer(text)) && byKey[key].Text != text)
                byKey[key] = new Answer(null);
        }

        public Answer? Find(string key) => byKey.GetValueOrDefault(key);

        public Answer? Find(IEnumerable<string> keys) => keys.Select(Find).FirstOrDefault(answer => answer is not null);
    }

    private sealed record Answer(string? Text);
}
