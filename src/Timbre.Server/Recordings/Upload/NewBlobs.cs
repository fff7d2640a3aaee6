using Timbre.Storage.Blobs;

namespace Timbre.Server.Recordings.Upload;

/// <summary>A blob that was put.</summary>
/// <param name="Name">Of the blob.</param>
/// <param name="Sha256">Of its content, lower-case hex.</param>
internal sealed record NewBlob(string Name, string Sha256);

/// <summary>Blobs of a voice that no committed row names yet: they go with this, unless they are kept.</summary>
internal sealed class NewBlobs(BlobFolder blobs, string voiceId) : IAsyncDisposable
{
    private readonly List<string> _names = [];

    /// <summary>Stores what the stream holds from its position on.</summary>
    public async Task<NewBlob> Put(Stream content, string extension, CancellationToken ct)
    {
        var name = BlobName.New(voiceId, extension);
        var sha256 = await blobs.Put(name, content, ct);
        _names.Add(name);
        return new NewBlob(name, sha256);
    }

    /// <summary>Stores what a file holds.</summary>
    public async Task<NewBlob> Put(ScratchFile file, string extension, CancellationToken ct)
    {
        await using var content = file.OpenRead();
        return await Put(content, extension, ct);
    }

    public void Keep() => _names.Clear();

    public async ValueTask DisposeAsync()
    {
        foreach (var name in _names)
            await blobs.Delete(name);
    }
}
