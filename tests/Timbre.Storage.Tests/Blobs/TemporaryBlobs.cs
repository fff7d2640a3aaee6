using Timbre.Storage.Blobs;

namespace Timbre.Storage.Tests.Blobs;

/// <summary>A store in a folder of its own that goes when it is no longer needed.</summary>
internal sealed class TemporaryBlobs : IDisposable
{
    private readonly DirectoryInfo _parent = Directory.CreateTempSubdirectory("timbre-blobs-");

    public TemporaryBlobs() => Blobs = new BlobFolder(Root);

    public string Root => Path.Combine(_parent.FullName, "blobs");

    public BlobFolder Blobs { get; }

    public string PathOf(string name) => Path.Combine(Root, name);

    /// <summary>Every file in the folder, unfinished and leased ones included.</summary>
    public IReadOnlyList<string> Files() =>
        [.. Directory.GetFiles(Root, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(Root, path))
            .Order(StringComparer.Ordinal)];

    public void Dispose() => _parent.Delete(recursive: true);
}
