using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using Timbre.Server.Datasets;
using Timbre.Server.Datasets.Archives;

namespace Timbre.Server.Tests.Datasets.Archives;

public sealed class DatasetArchiveTests : ArchiveTest
{
    private static readonly (string Name, byte[] Content)[] Files =
    [
        ("metadata.csv", "a|first\nb|second\n"u8.ToArray()),
        ("wavs/a.wav", Wav(1000)),
        ("wavs/b.wav", Wav(2001)),
        ("wavs/b.txt", "second"u8.ToArray()),
        ("wavs/\u00fc\u4e2d.wav", Wav(512)),
        ("wavs/" + new string('n', 40) + ".wav", Wav(0)),
    ];

    [Theory]
    [InlineData(TarEntryFormat.V7)]
    [InlineData(TarEntryFormat.Ustar)]
    [InlineData(TarEntryFormat.Pax)]
    [InlineData(TarEntryFormat.Gnu)]
    public void Every_dialect_of_tar_is_read_packed_or_not(TarEntryFormat format)
    {
        using var memory = new MemoryStream();
        using (var writer = new TarWriter(memory, format, leaveOpen: true))
        {
            writer.WriteEntry(MakeEntry(format, "./", TarEntryType.Directory, null));
            foreach (var (name, content) in Files)
                writer.WriteEntry(
                    MakeEntry(
                        format, name, format == TarEntryFormat.V7 ? TarEntryType.V7RegularFile : TarEntryType.RegularFile,
                        new MemoryStream(content)));
        }

        Assert.Equal(ExpectedOfFiles(), ReadAll(memory.ToArray(), ArchiveLimits.Default));
        Assert.Equal(ExpectedOfFiles(), ReadAll(TarBytes.Gzip(memory.ToArray()), ArchiveLimits.Default));
    }

    [Theory]
    [InlineData(CompressionLevel.NoCompression)]
    [InlineData(CompressionLevel.Optimal)]
    public void A_zip_of_the_library_is_read(CompressionLevel level)
    {
        using var memory = new MemoryStream();
        using (var writer = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        {
            writer.CreateEntry("wavs/");
            foreach (var (name, content) in Files)
            {
                using var to = writer.CreateEntry(name, level).Open();
                to.Write(content);
            }
        }

        Assert.Equal(ExpectedOfFiles(), ReadAll(memory.ToArray(), ArchiveLimits.Default));
    }

    [Fact]
    public void A_zip_that_was_streamed_is_read() // sizes stand behind the data
    {
        using var memory = new MemoryStream();
        using (var writer = new ZipArchive(new OneWay(memory), ZipArchiveMode.Create))
        {
            foreach (var (name, content) in Files)
            {
                using var to = writer.CreateEntry(name).Open();
                to.Write(content);
            }
        }

        Assert.Equal(ExpectedOfFiles(), ReadAll(memory.ToArray(), ArchiveLimits.Default));
    }

    [Fact]
    public void A_zip_with_zip64_fields_is_read()
    {
        var sound = Wav();
        var size = (ulong)sound.Length;
        var zip = new ZipBytes().Add(new ZipBytes.Entry("a.wav", sound)
        {
            Packed = uint.MaxValue,
            Unpacked = uint.MaxValue,
            Extra = ZipBytes.Zip64Extra(size, size)
        });
        Assert.Single(ReadAll(zip.Done64()));
        Assert.Single(ReadAll(zip.Done()));
    }

    [Fact]
    public void A_zip_with_a_comment_is_read() =>
        Assert.Single(ReadAll(new ZipBytes().Add("a.txt", "a").Done(comment: "made by hand")));

    [Fact]
    public void Names_of_an_old_zip_are_read_in_its_code_page()
    {
        var zip = new ZipBytes().Add(new ZipBytes.Entry("", "a"u8.ToArray())
        {
            RawName = [0x81, (byte)'.', (byte)'t', (byte)'x', (byte)'t'],
            Flags = 0
        });
        Assert.Equal(["Text \u00fc.txt a"], ReadAll(zip.Done()));
    }

    [Fact]
    public void One_sound_file_is_a_dataset_of_one()
    {
        using var archive = Open(Wav());
        var entry = Assert.Single(archive.Entries(CancellationToken.None));
        Assert.Equal((DatasetKind.Sound, "dataset", DatasetEntryKind.Sound, 144), (archive.Kind, entry.Name, entry.Kind, entry.Length));
    }

    [Fact]
    public void Litter_nested_archives_and_strangers_are_passed_over_and_named()
    {
        var nested = new ZipBytes().Add("b.txt", "b").Done();
        var seen = ReadAll(new ZipBytes().Add("a.txt", "a")
            .Add("__MACOSX/._a.txt", "x").Add(".DS_Store", "x").Add("wavs/.hidden.wav", "x").Add("Thumbs.db", "x")
            .Add(new ZipBytes.Entry("more.zip", nested)).Add(new ZipBytes.Entry("innocent.txt", nested))
            .Add(new ZipBytes.Entry("x.tgz", TarBytes.Gzip([1])))
            .Add("cover.jpg", "x").Add("list.wav", "#EXTM3U\nfile:///etc/passwd").Add("empty.wav", "").Done());

        Assert.Equal(
        [
            "Text a.txt a",
            "ignored __MACOSX/._a.txt: hidden, or left by an operating system",
            "ignored .DS_Store: hidden, or left by an operating system",
            "ignored wavs/.hidden.wav: hidden, or left by an operating system",
            "ignored Thumbs.db: hidden, or left by an operating system",
            "ignored more.zip: an archive inside the archive",
            "ignored innocent.txt: an archive inside the archive",
            "ignored x.tgz: an archive inside the archive",
            "ignored cover.jpg: neither sound nor text",
            "ignored list.wav: named like a sound file, but its content is not sound in a format that is read",
            "ignored empty.wav: named like a sound file, but its content is not sound in a format that is read",
        ], seen);
    }

    [Fact]
    public void A_text_in_UTF_16_is_not_taken_for_sound() =>
        Assert.StartsWith(
            "Text",
            ReadAll(new ZipBytes().Add(new ZipBytes.Entry("a.txt", [0xff, 0xfe, .. Encoding.Unicode.GetBytes("hello")])).Done())[0]);

    [Fact]
    public void Digital_silence_is_not_taken_for_a_bomb()
    {
        var silence = Wav(5_000_000);
        silence.AsSpan(44).Clear();
        Assert.Single(ReadAll(new ZipBytes().Add(new ZipBytes.Entry("a.wav", silence) { Deflate = true }).Done(), ArchiveLimits.Default));
        Assert.Single(ReadAll(new TarBytes().Add("a.wav", silence).Gzipped(), ArchiveLimits.Default));
    }

    [Theory]
    [InlineData("", DatasetCode.Empty)]
    [InlineData("just text", DatasetCode.UnknownFormat)]
    [InlineData("<!DOCTYPE html><html>", DatasetCode.UnknownFormat)]
    [InlineData("\n <html lang=en>", DatasetCode.UnknownFormat)]
    [InlineData("Rar!\u001a\u0007", DatasetCode.UnknownFormat)]
    [InlineData("#EXTM3U\nfile:///etc/passwd", DatasetCode.UnknownFormat)]
    [InlineData("\u001f\u008b", DatasetCode.UnknownFormat)]
    [InlineData("PK\u0003\u0004", DatasetCode.Damaged)]
    public void What_is_no_dataset_is_refused(string content, string code) => Refused(code, Encoding.Latin1.GetBytes(content));

    [Fact]
    public void What_is_gzipped_but_no_tar_is_refused() => Refused(DatasetCode.UnknownFormat, TarBytes.Gzip(Wav(2000)));

    [Fact]
    public void An_archive_without_files_is_refused()
    {
        Refused(DatasetCode.Empty, new ZipBytes().Done());
        Refused(DatasetCode.Empty, TarBytes.Gzip(TarBytes.End));
    }

    [Fact]
    public void A_content_kept_beyond_its_turn_is_dead()
    {
        using var archive = Open(new TarBytes().Add("a.wav", Wav()).Add("b.wav", Wav()).Gzipped());
        var entries = archive.Entries(CancellationToken.None).ToList();
        Assert.ThrowsAny<ObjectDisposedException>(() => entries[0].CopyTo(Stream.Null, CancellationToken.None));
    }

    [Fact]
    public void A_text_that_is_too_long_for_memory_is_not_loaded()
    {
        using var archive = Open(new ZipBytes().Add("a.txt", "12345").Done());
        Assert.All(archive.Entries(CancellationToken.None), entry => Assert.Null(entry.ReadAll(4, CancellationToken.None)));
        Assert.All(
            archive.Entries(CancellationToken.None), entry => Assert.Equal("12345"u8.ToArray(), entry.ReadAll(5, CancellationToken.None)));
    }

    [Fact]
    public void Memory_does_not_grow_with_the_dataset()
    {
        var limits = ArchiveLimits.Default;
        var large = Wav(20_000_000);
        foreach (var bytes in new[] {
            new ZipBytes().Add(new ZipBytes.Entry("a.wav", large)).Done(), new TarBytes().Add("a.wav", large).Done()
        })
        {
            using var archive = Open(bytes, limits);
            var before = GC.GetAllocatedBytesForCurrentThread();
            foreach (var entry in archive.Entries(CancellationToken.None))
                entry.CopyTo(Stream.Null, CancellationToken.None);
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
        }
    }

    private List<string> ExpectedOfFiles()
    {
        var zip = new ZipBytes();
        foreach (var (name, content) in Files)
            zip.Add(new ZipBytes.Entry(name, content));
        return ReadAll(zip.Done(), ArchiveLimits.Default);
    }

    private static TarEntry MakeEntry(TarEntryFormat format, string name, TarEntryType type, Stream? content)
    {
        TarEntry entry = format switch
        {
            TarEntryFormat.V7 => new V7TarEntry(type, name),
            TarEntryFormat.Ustar => new UstarTarEntry(type, name),
            TarEntryFormat.Pax => new PaxTarEntry(type, name),
            _ => new GnuTarEntry(type, name),
        };
        if (content is not null)
            entry.DataStream = content;
        return entry;
    }

    private sealed class OneWay(Stream to) : Stream
    {
        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override void Flush() => to.Flush();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => to.Write(buffer, offset, count);
    }
}
