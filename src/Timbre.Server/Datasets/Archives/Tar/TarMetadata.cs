namespace Timbre.Server.Datasets.Archives.Tar;

/// <summary>Name and size of the next entry, where headers before its own give them: GNU's long names and pax records.</summary>
internal sealed class TarMetadata
{
    private string? _longName;
    private PaxRecords? _pax;

    /// <summary>Whether an entry has to follow.</summary>
    public bool IsPending => _longName is not null || _pax is not null;

    /// <summary>Takes a header that only tells of another; false when it is an entry's own.</summary>
    /// <param name="header">The header.</param>
    /// <param name="content">Reads what stands behind it.</param>
    public bool Take(TarHeader header, Func<byte[]> content)
    {
        switch (header.Type)
        {
            case 'g':
                PaxRecords.Parse(content(), isGlobal: true);
                return true;
            case 'x' when _pax is null:
                _pax = PaxRecords.Parse(content(), isGlobal: false);
                return true;
            case 'L' when _longName is null:
                _longName = TarHeader.Text(content());
                return true;
            case 'K':
                content(); // the target of a link, which is refused when it comes
                return true;
            case 'x' or 'L':
                throw NamedTwice();
            default:
                return false;
        }
    }

    /// <summary>Of the entry whose header this is; what was told before it is used up.</summary>
    public (string Name, long Size) Apply(TarHeader header)
    {
        if (_longName is not null && _pax?.Path is not null)
            throw NamedTwice();
        var entry = (_pax?.Path ?? _longName ?? header.Name, _pax?.Size ?? header.Size);
        (_longName, _pax) = (null, null);
        return entry;
    }

    private static DatasetException NamedTwice() => TarReader.Damaged("names an entry twice");
}
