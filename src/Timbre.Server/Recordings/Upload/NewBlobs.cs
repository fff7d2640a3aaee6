using Timbre.Storage;

namespace Timbre.Server.Recordings.Upload;

/// <summary>Blobs that no committed row names yet: they go with this, unless they are kept.</summary>
internal sealed class NewBlobs(BlobFolder blobs, string voiceId) : IDisposable
{
    private readonly List<string> _names = [];

    /// <summary>Moves a private file to its lasting place; the blob's name.</summary>
    public string Adopt(string path, string extension)
    {
        var name = blobs.Adopt(voiceId, path, extension);
        _names.Add(name);
        return name;
    }

    public void Keep() => _names.Clear();

    public void Dispose() => _names.ForEach(blobs.Delete);
}
