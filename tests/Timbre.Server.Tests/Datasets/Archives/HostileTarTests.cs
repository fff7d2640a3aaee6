using System.Text;
using Timbre.Server.Datasets;

namespace Timbre.Server.Tests.Datasets.Archives;

public sealed class HostileTarTests : ArchiveTest
{
    private static readonly byte[] Sound = Wav();

    [Theory]
    [InlineData("../evil.wav")]
    [InlineData("a/../../evil.wav")]
    [InlineData("/etc/passwd")]
    [InlineData("..\\evil.wav")]
    [InlineData("C:/evil.wav")]
    [InlineData("a\u001b[31m.wav")]
    [InlineData("1/2/3/4/5.wav")]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890.wav")]
    public void A_name_that_leads_elsewhere_is_refused_however_it_is_given(string name)
    {
        Refused(DatasetCode.UnsafeEntry, new TarBytes().Add(name, Sound).Gzipped());
        Refused(
            DatasetCode.UnsafeEntry,
            new TarBytes().Add("././@LongLink", Encoding.UTF8.GetBytes(name + "\0"), 'L').Add("a.wav", Sound).Gzipped());
        Refused(DatasetCode.UnsafeEntry, new TarBytes().Pax("path=" + name).Add("a.wav", Sound).Gzipped());
    }

    [Fact]
    public void A_prefix_that_leads_elsewhere_is_refused() =>
        Refused(DatasetCode.UnsafeEntry, new TarBytes().Add("a.wav", Sound, prefix: "..").Gzipped());

    [Fact]
    public void A_NUL_in_a_pax_name_is_refused() =>
        Refused(DatasetCode.UnsafeEntry, new TarBytes().Pax("path=a.wav\0/../../x").Add("a.wav", Sound).Gzipped());

    [Theory]
    [InlineData('1')]
    [InlineData('2')]
    [InlineData('3')]
    [InlineData('4')]
    [InlineData('6')]
    [InlineData('S')]
    [InlineData('D')]
    [InlineData('M')]
    [InlineData('V')]
    [InlineData('A')]
    [InlineData('z')]
    public void Links_devices_pipes_sparse_and_unknown_entries_are_refused(char type)
    {
        Refused(DatasetCode.UnsafeEntry, new TarBytes().Add("a.wav", [], type, link: "/etc/passwd").Gzipped());
        Refused(DatasetCode.UnsafeEntry, new TarBytes().Add("a.wav", [], type, link: "/etc/passwd").Done());
    }

    [Theory]
    [InlineData("GNU.sparse.major=1")]
    [InlineData("GNU.sparse.realsize=1099511627776")]
    [InlineData("SCHILY.realsize=1099511627776")]
    public void A_sparse_file_by_pax_is_refused(string record) =>
        Refused(DatasetCode.UnsafeEntry, new TarBytes().Pax(record).Add("a.wav", Sound).Gzipped());

    [Theory]
    [InlineData('x')]
    [InlineData('L')]
    [InlineData('K')]
    [InlineData('g')]
    public void A_name_that_claims_gigabytes_costs_no_memory(char type)
    {
        var tar = new TarBytes().Add("a", [], type, size: "77777777777\0").Gzipped(); // 8 GiB, of which not one byte is there
        var before = GC.GetAllocatedBytesForCurrentThread();
        Refused(DatasetCode.UnsafeEntry, tar);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 2 << 20);
    }

    [Fact]
    public void A_name_given_twice_is_refused()
    {
        var longName = "b.wav\0"u8.ToArray();
        Refused(DatasetCode.Damaged, new TarBytes().Pax("path=b.wav").Pax("path=c.wav").Add("a.wav", Sound).Gzipped());
        Refused(DatasetCode.Damaged, new TarBytes().Pax("path=b.wav", "path=c.wav").Add("a.wav", Sound).Gzipped());
        Refused(DatasetCode.Damaged, new TarBytes().Pax("path=b.wav").Add("@", longName, 'L').Add("a.wav", Sound).Gzipped());
        Refused(DatasetCode.Damaged, new TarBytes().Add("@", longName, 'L').Add("@", longName, 'L').Add("a.wav", Sound).Gzipped());
    }

    [Theory]
    [InlineData("path=all.wav")]
    [InlineData("size=1")]
    public void A_name_or_size_for_all_entries_at_once_is_refused(string record) =>
        Refused(
            DatasetCode.Damaged,
            new TarBytes().Add("g", Encoding.UTF8.GetBytes(TarBytes.Record(record)), 'g').Add("a.wav", Sound).Gzipped());

    [Theory]
    [InlineData("nonsense")]
    [InlineData("999 path=x\n")]
    [InlineData("0 path=x\n")]
    [InlineData("-10 path=x\n")]
    [InlineData("9 path=xyz")]
    [InlineData("99999999999999999999 path=x\n")]
    [InlineData("7 =\n=\n=\n")]
    public void A_malformed_pax_header_is_refused(string records) =>
        Refused(DatasetCode.Damaged, new TarBytes().Add("x", Encoding.UTF8.GetBytes(records), 'x').Add("a.wav", Sound).Gzipped());

    [Theory]
    [InlineData("size=-1")]
    [InlineData("size=1e3")]
    [InlineData("size=99999999999999999999")]
    public void A_size_that_is_no_number_is_refused(string record) =>
        Refused(DatasetCode.Damaged, new TarBytes().Pax(record).Add("a.wav", Sound).Gzipped());

    [Theory]
    [InlineData("size=9223372036854775807")]
    [InlineData("size=600000")]
    public void A_size_over_the_bound_is_refused_before_it_is_read(string record) =>
        Refused(DatasetCode.UnpacksTooLarge, new TarBytes().Pax(record).Add("a.wav", Sound).Gzipped());

    [Theory]
    [InlineData("\u0080\0\0\0\u007f\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff", DatasetCode.UnpacksTooLarge)] // binary, the largest
    [InlineData("\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff", DatasetCode.UnknownFormat)] // binary, negative
    [InlineData("\u0080\0\0\u0001\0\0\0\0\0\0\0\0", DatasetCode.UnknownFormat)] // binary, over 64 bits
    [InlineData("-0000000001\0", DatasetCode.UnknownFormat)]
    [InlineData("00000000999\0", DatasetCode.UnknownFormat)]
    public void An_absurd_size_in_the_header_is_refused(string size, string code) =>
        Refused(code, new TarBytes().Add("a.wav", Sound, size: size).Gzipped());

    [Theory]
    [InlineData("a.wav", "a.wav")]
    [InlineData("a.wav", "A.wav")]
    [InlineData("./a.wav", "a.wav")]
    public void A_name_that_comes_twice_is_refused(string first, string second) =>
        Refused(DatasetCode.DuplicateEntry, new TarBytes().Add(first, Sound).Add(second, Sound).Gzipped());

    [Fact]
    public void More_entries_than_allowed_are_refused()
    {
        var tar = new TarBytes();
        for (var i = 0; i < 21; i++)
            tar.Add($"{i}/", [], '5');
        Refused(DatasetCode.TooManyEntries, tar.Gzipped(), Small with { MaxRatio = 10_000 });
    }

    [Fact]
    public void Endless_headers_without_entries_are_refused()
    {
        var tar = new TarBytes();
        for (var i = 0; i < 100; i++)
            tar.Add("g", Encoding.UTF8.GetBytes(TarBytes.Record("comment=x")), 'g');
        Refused(DatasetCode.TooManyEntries, tar.Gzipped(), Small with { MaxRatio = 10_000 });
    }

    [Fact]
    public void A_bomb_is_refused_by_its_ratio_wherever_it_lies()
    {
        var zeros = new byte[500_000];
        Refused(DatasetCode.UnpacksTooLarge, new TarBytes().Add("a.wav", zeros).Gzipped());
        Refused(DatasetCode.UnpacksTooLarge, new TarBytes().Add(".hidden", zeros).Gzipped()); // not even when it is skipped
        Refused(DatasetCode.UnpacksTooLarge, TarBytes.Gzip([.. new TarBytes().Add("a.wav", Sound).Done(), .. zeros])); // nor after the end
    }

    [Fact]
    public void More_than_the_bound_in_all_is_refused() =>
        Refused(
            DatasetCode.UnpacksTooLarge,
            new TarBytes().Add("a.wav", Wav(500_000)).Add("b.wav", Wav(500_001)).Add("c.wav", Wav(500_002)).Gzipped());

    [Fact]
    public void A_wrong_checksum_is_noticed() =>
        Refused(DatasetCode.Damaged, new TarBytes().Add("a.wav", Sound).Add("b.wav", Sound, sumError: 1).Gzipped());

    [Fact]
    public void A_folder_with_content_is_refused() =>
        Refused(DatasetCode.Damaged, new TarBytes().Add("a/", Sound, '5').Gzipped());

    [Fact]
    public void Something_after_the_end_is_refused()
    {
        var tar = new TarBytes().Add("a.wav", Sound);
        Refused(DatasetCode.Damaged, TarBytes.Gzip([.. tar.Done(), .. tar.Done()]));
        Refused(DatasetCode.Damaged, [.. tar.Done(), .. new byte[511], 1]);
        Refused(DatasetCode.Damaged, [.. tar.Gzipped(), .. "garbage"u8]);
        Refused(DatasetCode.Damaged, [.. tar.Gzipped(), .. tar.Gzipped()]);
        Refused(DatasetCode.Damaged, tar.Pax("path=x").Done());
    }

    [Fact]
    public void A_tar_cut_off_anywhere_is_refused()
    {
        var tar = new TarBytes().Add("a.wav", Wav(30)).Pax("path=b.txt").Add("b", "text").Done();
        for (var length = 0; length < tar.Length - 512; length += 7)
        {
            Assert.ThrowsAny<DatasetException>(() => ReadAll(tar[..length]));
            Assert.ThrowsAny<DatasetException>(() => ReadAll(TarBytes.Gzip(tar[..length])));
        }

        var gzipped = TarBytes.Gzip(tar);
        for (var length = 0; length < gzipped.Length; length++)
            Assert.ThrowsAny<DatasetException>(() => ReadAll(gzipped[..length]));
    }

    [Fact]
    public void A_tar_with_any_byte_changed_is_read_or_refused_and_nothing_else()
    {
        var tar = new TarBytes().Add("a.wav", Wav(30)).Pax("path=b.txt", "size=4").Add("b", "text").Done();
        var gzipped = TarBytes.Gzip(tar);
        var random = new Random(5);
        foreach (var bytes in new[] { tar, gzipped })
        {
            for (var i = 0; i < 1500; i++)
            {
                var wrong = (byte[])bytes.Clone();
                wrong[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
                if (Record.Exception(() => ReadAll(wrong)) is { } e)
                    Assert.IsType<DatasetException>(e);
            }
        }
    }
}
