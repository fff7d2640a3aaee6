using Timbre.Server.Datasets.Archives.Streams;

namespace Timbre.Server.Datasets.Archives.Tar;

/// <summary>The content of the entry at hand: the next so many bytes of the archive. Dead as soon as the archive moves on.</summary>
internal sealed class TarContent(Stream archive, long length) : ForwardStream
{
    private bool _isOver;

    public long Remaining { get; private set; } = length;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        ObjectDisposedException.ThrowIf(_isOver, this);
        var count = archive.Read(buffer[..(int)Math.Min(buffer.Length, Remaining)]);
        Remaining -= count;
        return count;
    }

    /// <summary>The archive moves on; whoever still holds this may not read the next entry's bytes for its own.</summary>
    public void End() => _isOver = true;
}
