namespace Timbre.Text.WordLists;

/// <summary>A list of words that is embedded in this assembly: sections, each of words or of lines "key: value".</summary>
/// <remarks>A line that begins with # is a comment, [name] begins a section, the lines before the first belong to the section "".</remarks>
internal sealed class WordList
{
    private const int MaxBytes = 1 << 16;

    private readonly List<(string Section, string Line)> _lines = [];

    private WordList(TextReader text)
    {
        var section = "";
        while (text.ReadLine()?.Trim() is { } line)
        {
            if (line.Length == 0 || line[0] == '#')
                continue;
            if (line[0] == '[' && line[^1] == ']')
                section = line[1..^1];
            else
                _lines.Add((section, line));
        }
    }

    /// <summary>All lines in the order of the file, each with its section.</summary>
    public IReadOnlyList<(string Section, string Line)> Lines => _lines;

    /// <summary>All words in the order of the file, each with its section.</summary>
    public IEnumerable<(string Section, string Word)> Words =>
        _lines.SelectMany(row => row.Line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => (row.Section, word)));

    /// <summary>Reads the list whose file is called <paramref name="name"/>.</summary>
    /// <exception cref="InvalidOperationException">There is no such list, or it has more than 65,536 bytes.</exception>
    public static WordList Load(string name)
    {
        using var stream = typeof(WordList).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The word list {name} is not embedded in {typeof(WordList).Assembly.GetName().Name}.");
        if (stream.Length > MaxBytes)
            throw new InvalidOperationException($"The word list {name} has {stream.Length} bytes; {MaxBytes} are allowed.");
        using var text = new StreamReader(stream);
        return new WordList(text);
    }

    /// <summary>The words of one section.</summary>
    /// <exception cref="InvalidOperationException">The list has no such section.</exception>
    public IEnumerable<string> WordsOf(string section) =>
        LinesOf(section).SelectMany(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    /// <summary>The lines "key: value" of one section.</summary>
    /// <exception cref="InvalidOperationException">The list has no such section, or a line of it has no ": ".</exception>
    public IEnumerable<(string Key, string Value)> PairsOf(string section) => LinesOf(section).Select(Pair);

    private IEnumerable<string> LinesOf(string section) =>
        _lines.Exists(row => row.Section == section)
            ? _lines.Where(row => row.Section == section).Select(row => row.Line)
            : throw new InvalidOperationException($"The word list has no section [{section}].");

    private static (string Key, string Value) Pair(string line) =>
        line.IndexOf(": ", StringComparison.Ordinal) is > 0 and var colon
            ? (line[..colon], line[(colon + 2)..])
            : throw new InvalidOperationException($"A line of a word list has no key: {line}");
}
