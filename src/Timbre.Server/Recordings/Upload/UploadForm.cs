using Timbre.Storage.Blobs;

namespace Timbre.Server.Recordings.Upload;

/// <summary>What an upload brought: its fields, and its sound in a scratch file that goes when this goes.</summary>
internal sealed class UploadForm : IDisposable
{
    private readonly Dictionary<string, string> _fields = new(StringComparer.Ordinal);

    /// <summary>The file part as sent, or null when there was none.</summary>
    public ScratchFile? Sound { get; set; }

    /// <summary>
    /// A field's text; the word <c>undefined</c>, which the Node SDK sends for what it was not given, and emptiness are none.
    /// </summary>
    public string? this[string field] => RecordingRules.OrNone(_fields.GetValueOrDefault(field));

    /// <summary>Takes a part; of several parts with one name the last counts, but those of a list (<c>name[]</c>) count all, with commas
    /// between them.</summary>
    public void Add(string field, string value) =>
        _fields[field] = field.EndsWith("[]", StringComparison.Ordinal) && _fields.TryGetValue(field, out var before)
            ? $"{before},{value}"
            : value;

    public void Dispose() => Sound?.Dispose();
}
