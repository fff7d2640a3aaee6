namespace Timbre.Storage.Blobs;

/// <summary>What blobs hold, for whoever needs no file.</summary>
public static class BlobContent
{
    /// <summary>The content that the name has now, whatever becomes of the name; the caller closes the stream.</summary>
    /// <remarks>The lease has ended by then, so that of a blob that is deleted meanwhile no file is left that anybody could find.</remarks>
    /// <exception cref="FileNotFoundException">There is no blob of that name.</exception>
    public static async Task<FileStream> OpenRead(this BlobFolder blobs, string name, CancellationToken ct)
    {
        using var lease = await blobs.Get(name, ct);
        return lease.OpenRead();
    }

    /// <summary>The same as bytes, for what is known to be small.</summary>
    /// <exception cref="FileNotFoundException">There is no blob of that name.</exception>
    public static async Task<byte[]> ReadAllBytes(this BlobFolder blobs, string name, CancellationToken ct)
    {
        await using var content = await blobs.OpenRead(name, ct);
        var bytes = new byte[content.Length];
        await content.ReadExactlyAsync(bytes, ct);
        return bytes;
    }
}
