using Timbre.Audio.Formats;
using Timbre.Server.Datasets.Archives.Tar;
using Timbre.Server.Datasets.Archives.Zip;

namespace Timbre.Server.Datasets.Archives;

/// <summary>What a dataset came as.</summary>
internal enum DatasetKind
{
    Sound,
    Zip,
    Tar,
    TarGz,
}

/// <summary>
/// A downloaded dataset: a zip, a tar, a tar.gz or one sound file, told apart by content. Hands out its sound and text
/// files as streams; nothing is ever written under a name from inside. The same file gives the same entries in the same order.
/// </summary>
internal sealed class DatasetArchive : IDisposable
{
    private readonly IArchiveReader _reader;
    private readonly ArchiveLimits _limits;
    private readonly List<IgnoredEntry> _ignored = [];

    private DatasetArchive(DatasetKind kind, IArchiveReader reader, ArchiveLimits limits)
    {
        Kind = kind;
        this._reader = reader;
        this._limits = limits;
    }

    public DatasetKind Kind { get; }

    /// <summary>
    /// What the latest enumeration passed over so far: hidden files, nested archives, anything that is neither sound nor text.
    /// </summary>
    public IReadOnlyList<IgnoredEntry> Ignored => _ignored;

    /// <summary>Opens a dataset; the whole directory of a zip is checked here, a tar's headers as they come.</summary>
    /// <param name="path">The file as downloaded.</param>
    /// <param name="limits">What it may unpack to.</param>
    /// <param name="soundName">What to call the entry of a dataset that is one sound file.</param>
    /// <exception cref="DatasetException">Not a dataset, or not one to trust.</exception>
    public static DatasetArchive Open(string path, ArchiveLimits limits, string soundName = "dataset")
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        try
        {
            var head = new byte[SoundSignature.Length];
            switch (ContentSniffer.Kind(head.AsSpan(0, RandomAccess.Read(file.SafeFileHandle, head, 0))))
            {
                case ContentKind.Sound:
                    return new DatasetArchive(DatasetKind.Sound, new SingleFileReader(file, soundName), limits);
                case ContentKind.Zip:
                    return new DatasetArchive(DatasetKind.Zip, new ZipReader(file, limits), limits);
                case ContentKind.Gzip:
                    return new DatasetArchive(DatasetKind.TarGz, new TarReader(file, compressed: true, limits), limits);
                case ContentKind.Other when TarReader.IsTar(file):
                    return new DatasetArchive(DatasetKind.Tar, new TarReader(file, compressed: false, limits), limits);
                case var other:
                    throw Unknown(file.Length, other);
            }
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>
    /// The sound and text files, from the first; call it anew to go through them again. An entry's content is readable until the next is
    /// asked for.
    /// </summary>
    /// <exception cref="DatasetException">The archive is damaged, unsafe or too big; thrown when the enumeration gets there.</exception>
    public IEnumerable<DatasetEntry> Entries(CancellationToken ct)
    {
        _ignored.Clear();
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var (count, bytes) = (0, 0L);

        foreach (var raw in _reader.Read(ct))
        {
            ct.ThrowIfCancellationRequested();
            if (++count > _limits.MaxEntries)
                throw TooMany(_limits);

            bytes += Bounded(raw, _limits);
            if (bytes > _limits.MaxUnpackedBytes)
                throw TooLarge(_limits);

            var name = EntryName.Clean(raw.Name, _limits);
            if (raw.IsFolder || name.Length == 0)
                continue;

            if (!names.Add(name))
                throw new DatasetException(
                    DatasetCode.DuplicateEntry,
                    $"'{EntryName.Show(name)}' is in the dataset twice (upper and lower case count as the same). Rename or remove one.");

            if (EntryName.IsHiddenOrSystem(name))
            {
                _ignored.Add(new IgnoredEntry(name, "hidden, or left by an operating system"));
                continue;
            }

            using var content = raw.Open();
            if (Classify(name, content.Head(), out var reason) is { } kind)
                yield return new DatasetEntry(name, kind, content);
            else
                _ignored.Add(new IgnoredEntry(name, reason));
        }
    }

    public void Dispose() => _reader.Dispose();

    public static DatasetException TooMany(ArchiveLimits limits) =>
        new(DatasetCode.TooManyEntries, $"The dataset has more than {limits.MaxEntries} files and folders. Send fewer.");

    public static DatasetException TooLarge(ArchiveLimits limits) =>
        new(
            DatasetCode.UnpacksTooLarge,
            $"The dataset unpacks to more than the {limits.MaxUnpackedBytes} bytes that this server takes. Send less.");

    public static DatasetException TooDense(string what) =>
        new(
            DatasetCode.UnpacksTooLarge,
            $"{what} unpacks to implausibly much for its size. Pack the sound files again without other files.");

    private static long Bounded(RawEntry raw, ArchiveLimits limits) =>
        raw.Length <= limits.MaxEntryBytes
            ? raw.Length
            : throw new DatasetException(
                DatasetCode.UnpacksTooLarge,
                $"'{EntryName.Show(raw.Name)}' in the dataset is larger than {limits.MaxEntryBytes} bytes. Cut it into shorter files.");

    private static DatasetEntryKind? Classify(string name, ReadOnlySpan<byte> head, out string reason)
    {
        reason = "";
        var extension = Path.GetExtension(name).ToLowerInvariant();
        switch (ContentSniffer.Kind(head))
        {
            case ContentKind.Sound:
                return DatasetEntryKind.Sound;
            case ContentKind.Zip or ContentKind.Gzip or ContentKind.ForeignArchive:
                reason = "an archive inside the archive";
                return null;
            case ContentKind.Other when extension is ".txt" or ".csv" or ".tsv":
                return DatasetEntryKind.Text;
            default:
                reason = extension is ".wav" or ".mp3" or ".m4a" or ".mp4" or ".flac" or ".ogg" or ".oga" or ".opus" or ".webm" or ".aif"
                    or ".aiff"
                    ? "named like a sound file, but its content is not sound in a format that is read"
                    : "neither sound nor text";
                return null;
        }
    }

    private static DatasetException Unknown(long length, ContentKind kind) =>
        length == 0
            ? new DatasetException(DatasetCode.Empty, "The dataset is empty.")
            : new DatasetException(DatasetCode.UnknownFormat, kind switch
            {
                ContentKind.ForeignArchive => "The dataset is an archive of a kind that is not read. Pack it as zip or tar.gz.",
                ContentKind.WebPage => "The URL leads to a web page, not to a dataset. Give the direct link to the file.",
                _ => "The dataset is neither a sound file nor a zip or tar.gz archive.",
            });
}
