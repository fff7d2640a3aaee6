using Timbre.Server.Datasets.Archives.Streams;

namespace Timbre.Server.Datasets.Archives.Tar;

/// <summary>A tar's bytes, unpacked, counted and bounded.</summary>
internal sealed class TarBlocks(Stream bytes, long maxBytes, Func<DatasetException> tooMuch) : ForwardStream
{
    private readonly byte[] _skipBuffer = new byte[64 << 10];

    public override long Length => throw new NotSupportedException();

    /// <summary>Bytes read so far.</summary>
    public override long Position { get; set; }

    public override int Read(Span<byte> buffer)
    {
        var count = bytes.Read(buffer);
        Position += count;
        return Position <= maxBytes ? count : throw tooMuch();
    }

    /// <summary>Fills <paramref name="block"/>; false when the archive ended right before it.</summary>
    /// <exception cref="DatasetException">It ended within.</exception>
    public bool TryFill(Span<byte> block)
    {
        var filled = 0;
        while (filled < block.Length)
        {
            var count = Guarded(block[filled..]);
            if (count == 0)
                return filled == 0 ? false : throw TarReader.Damaged("ends too early");

            filled += count;
        }

        return true;
    }

    /// <exception cref="DatasetException">There are not that many bytes.</exception>
    public void Skip(long count, CancellationToken ct)
    {
        while (count > 0)
        {
            ct.ThrowIfCancellationRequested();
            var skipped = Guarded(_skipBuffer.AsSpan(0, (int)Math.Min(_skipBuffer.Length, count)));
            count -= skipped > 0 ? skipped : throw TarReader.Damaged("ends too early");
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            bytes.Dispose();

        base.Dispose(disposing);
    }

    private int Guarded(Span<byte> buffer)
    {
        try
        {
            return Read(buffer);
        }
        catch (InvalidDataException e)
        {
            throw new DatasetException(
                DatasetCode.Damaged, "The dataset's archive cannot be unpacked: it is damaged. Pack it again.", inner: e);
        }
    }
}
