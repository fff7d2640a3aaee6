using Timbre.Audio.Formats;

namespace Timbre.Server.Datasets.Archives.Streams;

/// <summary>
/// An entry's content held to its word: exactly as long as the archive says, with the checksum it says. Damage surfaces
/// as a <see cref="DatasetException"/> that names the entry. Keeps the first bytes, so that they can be looked at before.
/// </summary>
internal sealed class EntryStream(Stream content, string name, long length, uint? crc) : ForwardStream
{
    private byte[]? _head;
    private int _headServed;
    private long _read;
    private bool _ended;
    private Crc32 _sum;

    public override long Length => length;

    public override long Position
    {
        get => _read;
        set => throw new NotSupportedException();
    }

    /// <summary>The first bytes, as many as a signature needs, without taking them from the reader.</summary>
    public ReadOnlySpan<byte> Head()
    {
        if (_head is null)
        {
            var first = new byte[SoundSignature.Length];
            var count = 0;
            while (count < SoundSignature.Length && ReadOn(first.AsSpan(count)) is var more and > 0)
                count += more;

            _head = first[..count];
        }

        return _head;
    }

    public override int Read(Span<byte> buffer)
    {
        if (_head is null || _headServed == _head.Length)
            return ReadOn(buffer);

        var count = Math.Min(buffer.Length, _head.Length - _headServed);
        _head.AsSpan(_headServed, count).CopyTo(buffer);
        _headServed += count;
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            content.Dispose();

        base.Dispose(disposing);
    }

    private int ReadOn(Span<byte> buffer)
    {
        if (_ended || buffer.IsEmpty)
            return 0;

        if (_read == length)
        {
            Finish();
            return 0;
        }

        var count = Guarded(buffer[..(int)Math.Min(buffer.Length, length - _read)]);
        if (count == 0)
            throw Damaged("ends too early");

        _sum.Add(buffer[..count]);
        _read += count;
        return count;
    }

    private void Finish()
    {
        Span<byte> more = stackalloc byte[1];
        if (Guarded(more) != 0)
            throw Damaged("is longer than it says");
        if (crc is { } expected && expected != _sum.Value)
            throw Damaged("does not match its checksum");

        _ended = true;
    }

    private int Guarded(Span<byte> buffer)
    {
        try
        {
            return content.Read(buffer);
        }
        catch (InvalidDataException e)
        {
            throw new DatasetException(
                DatasetCode.Damaged, $"'{EntryName.Show(name)}' in the dataset cannot be unpacked: the archive is damaged. Pack it again.",
                inner: e);
        }
    }

    private DatasetException Damaged(string problem) =>
        new(DatasetCode.Damaged, $"'{EntryName.Show(name)}' in the dataset {problem}: the archive is damaged. Pack it again.");
}
