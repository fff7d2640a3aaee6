namespace Timbre.Server.Datasets.Archives.Streams;

/// <summary>A stretch of a file, read at its own position so that slices do not disturb each other.</summary>
internal sealed class SliceStream(FileStream file, long start, long length) : ForwardStream
{
    private long _position;

    public override long Length => length;

    public override long Position
    {
        get => _position;
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        var count = RandomAccess.Read(file.SafeFileHandle, buffer[..(int)Math.Min(buffer.Length, length - _position)], start + _position);
        _position += count;
        return count;
    }
}
