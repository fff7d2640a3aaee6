using System.Text;
using Timbre.Server.Datasets;
using static Timbre.Server.Tests.Datasets.Archives.ZipBytes;

namespace Timbre.Server.Tests.Datasets.Archives;

public sealed class HostileZipTests : ArchiveTest
{
    private static readonly byte[] Sound = Wav();

    [Theory]
    [InlineData("../evil.wav")]
    [InlineData("a/../../evil.wav")]
    [InlineData("a/..")]
    [InlineData("..")]
    [InlineData("/etc/passwd")]
    [InlineData("//server/share.wav")]
    [InlineData("..\\evil.wav")]
    [InlineData("a\\b.wav")]
    [InlineData("\\\\server\\share.wav")]
    [InlineData("C:/evil.wav")]
    [InlineData("c:evil.wav")]
    [InlineData("a\0.wav")]
    [InlineData("a\n.wav")]
    [InlineData("a\u001b[31m.wav")]
    [InlineData("a\u202evaw.exe")]
    [InlineData("a\ufeff.wav")]
    [InlineData("1/2/3/4/5.wav")]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890.wav")]
    [InlineData("")]
    public void A_name_that_leads_elsewhere_is_refused(string name) =>
        Refused(DatasetCode.UnsafeEntry, new ZipBytes().Add("ok.txt", "ok").Add(new Entry(name, Sound)).Done());

    [Theory]
    [InlineData(0xa1ff0000, "a link")]
    [InlineData(0x00000400, "a link")] // a Windows junction
    [InlineData(0x61a40000, "device")]
    [InlineData(0x21a40000, "device")]
    [InlineData(0x11a40000, "device")]
    [InlineData(0xc1a40000, "device")]
    public void Links_devices_and_pipes_are_refused(uint attributes, string word) =>
        Assert.Contains(
            word,
            Refused(
                DatasetCode.UnsafeEntry,
                new ZipBytes().Add(new Entry("a.wav", "/etc/passwd"u8.ToArray()) { Attributes = attributes }).Done()).Message);

    [Theory]
    [InlineData(1 << 0)]
    [InlineData(1 << 6)]
    [InlineData(1 << 13)]
    public void An_encrypted_zip_is_refused_by_that_word(int flag) =>
        Assert.Contains(
            "encrypted",
            Refused(DatasetCode.Encrypted, new ZipBytes().Add(new Entry("a.wav", Sound) { Flags = (ushort)flag }).Done()).Message);

    [Fact]
    public void Encryption_that_only_the_local_header_admits_is_refused() =>
        Refused(DatasetCode.Damaged, new ZipBytes().Add(new Entry("a.wav", Sound) { Flags = 0, LocalFlags = 1 }).Done());

    [Theory]
    [InlineData("a.wav", "a.wav")]
    [InlineData("a.wav", "A.WAV")]
    [InlineData("x/a.wav", "x//a.wav")]
    [InlineData("x/a.wav", "./x/a.wav")]
    [InlineData("\u00e4.wav", "\u00c4.wav")]
    public void A_name_that_comes_twice_is_refused(string first, string second) =>
        Refused(DatasetCode.DuplicateEntry, new ZipBytes().Add(new Entry(first, Sound)).Add(new Entry(second, Sound)).Done());

    [Fact]
    public void More_entries_than_allowed_are_refused_even_when_all_are_empty()
    {
        var zip = new ZipBytes();
        for (var i = 0; i < 21; i++)
            zip.Add($"{i}/", "");
        Refused(DatasetCode.TooManyEntries, zip.Done());
    }

    [Fact]
    public void An_entry_larger_than_allowed_is_refused() =>
        Refused(DatasetCode.UnpacksTooLarge, new ZipBytes().Add(new Entry("a.wav", Wav((1 << 19) + 1))).Done());

    [Fact]
    public void Entries_that_are_too_large_together_are_refused() =>
        Refused(
            DatasetCode.UnpacksTooLarge,
            new ZipBytes().Add(new Entry("a.wav", Wav(500_000))).Add(new Entry("b.wav", Wav(500_001))).Add(new Entry("c.wav", Wav(500_002)))
                .Done());

    [Fact]
    public void A_bomb_is_refused_by_its_ratio() =>
        Refused(DatasetCode.UnpacksTooLarge, new ZipBytes().Add(new Entry("a.txt", new byte[500_000]) { Deflate = true }).Done());

    [Fact]
    public void A_bomb_that_gives_a_small_size_is_cut_off_at_it()
    {
        var zip = new ZipBytes().Add(new Entry("a.txt", new byte[500_000]) { Deflate = true, Unpacked = 1000 }).Done();
        Assert.Contains("longer than it says", Refused(DatasetCode.Damaged, zip).Message);
    }

    [Fact]
    public void Entries_that_share_one_place_are_refused()
    {
        // Many headers for one stretch of data: no entry's ratio is high, and a small file unpacks to petabytes.
        var zip = new ZipBytes().Add(new Entry("a.wav", Sound));
        for (var i = 0; i < 10; i++)
            zip.Add(new Entry("a.wav", []) {
                RawName = Encoding.ASCII.GetBytes($"{i}.wav"), Offset = 0, Packed = (uint)Sound.Length, Unpacked = (uint)Sound.Length,
                Crc = Crc(Sound)
            });
        Assert.Contains("shares its place", Refused(DatasetCode.Damaged, zip.Done()).Message);
    }

    [Fact]
    public void An_entry_that_quotes_the_next_header_as_its_data_is_refused()
    {
        var inner = new ZipBytes().Add(new Entry("b.wav", Sound)).Done();
        var local = inner[..(30 + 5 + Sound.Length)];
        var zip = new ZipBytes().Add(new Entry("a.wav", local)) // whose content is a whole local entry
            .Add(new Entry("b.wav", Sound) { Offset = 30 + 5 });
        Assert.Contains("shares its place", Refused(DatasetCode.Damaged, zip.Done()).Message);
    }

    [Fact]
    public void An_entry_that_reaches_into_the_directory_is_refused() =>
        Refused(DatasetCode.Damaged, new ZipBytes().Add(new Entry("a.wav", Sound) { Packed = 200, Unpacked = 200 }).Done());

    [Fact]
    public void An_entry_behind_the_file_is_refused() =>
        Refused(DatasetCode.Damaged, new ZipBytes().Add("x.txt", "x").Add(new Entry("a.wav", Sound) { Offset = 0xfffffff0 }).Done());

    [Fact]
    public void Names_that_differ_in_the_two_headers_are_refused() =>
        Refused(DatasetCode.Damaged, new ZipBytes().Add(new Entry("a.wav", Sound) { LocalName = "b.wav"u8.ToArray() }).Done());

    [Fact]
    public void Sizes_that_differ_in_the_two_headers_are_refused() =>
        Refused(DatasetCode.Damaged, new ZipBytes().Add(new Entry("a.wav", Sound) { LocalUnpacked = 5 }).Done());

    [Fact]
    public void A_stored_entry_of_two_sizes_is_refused() =>
        Refused(DatasetCode.Damaged, new ZipBytes().Add(new Entry("a.wav", Sound) { Unpacked = 10 }).Done());

    [Fact]
    public void A_wrong_checksum_is_noticed_and_the_entry_named() =>
        Assert.Contains(
            "'wavs/a.wav'", Refused(DatasetCode.Damaged, new ZipBytes().Add(new Entry("wavs/a.wav", Sound) { Crc = 7 }).Done()).Message);

    [Fact]
    public void Damaged_deflate_is_noticed_and_the_entry_named() =>
        Assert.Contains(
            "'a.wav'", Refused(DatasetCode.Damaged, new ZipBytes().Add(new Entry("a.wav", Sound) { Method = 8 }).Done()).Message);

    [Theory]
    [InlineData(9)] // deflate64
    [InlineData(12)] // bzip2
    [InlineData(14)] // lzma
    [InlineData(99)] // AES
    public void A_method_that_is_not_read_is_refused_by_number(ushort method) =>
        Assert.Contains(
            $"({method})",
            Refused(DatasetCode.UnknownFormat, new ZipBytes().Add(new Entry("a.wav", Sound) { Method = method }).Done()).Message);

    [Fact]
    public void An_entry_on_another_disk_is_refused() =>
        Refused(DatasetCode.Damaged, new ZipBytes().Add(new Entry("a.wav", Sound) { Disk = 3 }).Done());

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(60000)]
    public void A_wrong_count_of_entries_is_refused(ushort count) =>
        Assert.ThrowsAny<DatasetException>(() => ReadAll(new ZipBytes().Add(new Entry("a.wav", Sound)).Done(count)));

    [Fact]
    public void Zip64_ends_that_disagree_are_refused()
    {
        var zip = new ZipBytes().Add(new Entry("a.wav", Sound));
        Refused(DatasetCode.Damaged, zip.Done64(count: 7));
        Refused(DatasetCode.Damaged, zip.Done64(offset: 1));
        Refused(DatasetCode.Damaged, zip.Done64(offset: -60));
        Refused(DatasetCode.TooManyEntries, zip.Done64(entries64: ulong.MaxValue));
        Refused(DatasetCode.TooManyEntries, zip.Done64(entries64: 1UL << 33));
        Refused(DatasetCode.Damaged, zip.Done64(entries64: 2));
    }

    [Fact]
    public void Zip64_sizes_that_lie_are_refused()
    {
        foreach (var (unpacked, packed) in new[] {
            (ulong.MaxValue, (ulong)Sound.Length), (1UL << 62, 1UL << 62), ((ulong)Sound.Length, 1UL << 40), (0UL, 0UL)
        })
        {
            var entry = new Entry("a.wav", Sound) {
                Packed = uint.MaxValue, Unpacked = uint.MaxValue, Extra = Zip64Extra(unpacked, packed)
            };
            Assert.ThrowsAny<DatasetException>(() => ReadAll(new ZipBytes().Add(entry).Done()));
        }
    }

    [Fact]
    public void Zip64_sizes_given_twice_or_not_at_all_are_refused()
    {
        var right = Zip64Extra((ulong)Sound.Length, (ulong)Sound.Length);
        foreach (var extra in new byte[][] { [], [.. right, .. right], right[..10] })
        {
            var entry = new Entry("a.wav", Sound) { Packed = uint.MaxValue, Unpacked = uint.MaxValue, Extra = extra };
            Refused(DatasetCode.Damaged, new ZipBytes().Add(entry).Done());
        }
    }

    [Fact]
    public void Bytes_before_or_after_a_zip_are_refused()
    {
        var zip = new ZipBytes().Add(new Entry("a.wav", Sound)).Done();
        Refused(DatasetCode.Damaged, [.. zip, 0]);
        Refused(DatasetCode.Damaged, [.. zip, .. zip]);
        Refused(DatasetCode.Damaged, [.. "PK\x03\x04 stub"u8, .. zip]);
    }

    [Fact]
    public void An_end_hidden_in_the_comment_of_another_is_refused()
    {
        var hidden = Encoding.Latin1.GetString(new ZipBytes().Add("evil.txt", "evil").Done()[^22..]);
        Refused(DatasetCode.Damaged, new ZipBytes().Add(new Entry("a.wav", Sound)).Done(comment: hidden));
    }

    [Fact]
    public void A_zip_cut_off_anywhere_is_refused()
    {
        var zip = new ZipBytes().Add(new Entry("a.wav", Wav(30))).Add("a.txt", "text").Done();
        for (var length = 0; length < zip.Length; length++)
            Assert.ThrowsAny<DatasetException>(() => ReadAll(zip[..length]));
    }

    [Fact]
    public void A_zip_with_any_byte_changed_is_read_or_refused_and_nothing_else()
    {
        var zip = new ZipBytes().Add(new Entry("a.wav", Wav(30)) { Deflate = true }).Add(new Entry("a.txt", "some text"u8.ToArray()))
            .Done64();
        var random = new Random(5);
        for (var at = 0; at < zip.Length; at++)
        {
            var wrong = (byte[])zip.Clone();
            wrong[at] ^= (byte)(1 << random.Next(8));
            if (Record.Exception(() => ReadAll(wrong)) is { } e)
                Assert.IsType<DatasetException>(e);
        }
    }
}
