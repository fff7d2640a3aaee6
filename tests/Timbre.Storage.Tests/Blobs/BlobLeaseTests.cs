using System.Text;
using Timbre.Storage.Blobs;

namespace Timbre.Storage.Tests.Blobs;

public sealed class BlobLeaseTests : IDisposable
{
    private const string Name = "voice/a.wav";
    private readonly TemporaryBlobs _folder = new();

    private BlobFolder Blobs => _folder.Blobs;

    [Theory]
    [InlineData(Name)]
    [InlineData("voice/")]
    public async Task A_lease_outlives_the_deletion_of_its_blob_and_leaves_nothing_when_it_ends(string deleted)
    {
        await Blobs.Put(Name, Text("sound"), default);
        var lease = await Blobs.Get(Name, default);
        await Blobs.Delete(deleted);
        Assert.Equal("sound", await File.ReadAllTextAsync(lease.LocalPath));
        Assert.Empty(await Blobs.List("", default).ToListAsync());
        Assert.False(Directory.Exists(Path.Combine(_folder.Root, "voice")));
        await Assert.ThrowsAsync<FileNotFoundException>(async () => await Blobs.Get(Name, default));

        lease.Dispose();
        lease.Dispose();
        Assert.False(File.Exists(lease.LocalPath));
        Assert.Empty(_folder.Files());
    }

    [Fact]
    public async Task A_lease_holds_the_content_that_it_was_given_when_another_is_put()
    {
        await Blobs.Put(Name, Text("first"), default);
        using var first = await Blobs.Get(Name, default);
        await Blobs.Put(Name, Text("second"), default);
        using var second = await Blobs.Get(Name, default);
        Assert.Equal("first", await File.ReadAllTextAsync(first.LocalPath));
        Assert.Equal("second", await File.ReadAllTextAsync(second.LocalPath));
    }

    [Fact]
    public async Task Two_leases_of_a_blob_end_one_by_one_and_the_blob_stays()
    {
        await Blobs.Put(Name, Text("sound"), default);
        var one = await Blobs.Get(Name, default);
        using (var other = await Blobs.Get(Name, default))
        {
            one.Dispose();
            Assert.Equal("sound", await File.ReadAllTextAsync(other.LocalPath));
            Assert.Equal(".wav", Path.GetExtension(other.LocalPath));
        }

        Assert.Equal([Name], _folder.Files());
    }

    [Fact]
    public async Task A_stream_is_read_to_its_end_after_its_lease_and_its_blob_have_gone()
    {
        await Blobs.Put(Name, Text("sound"), default);
        await using var stream = await Blobs.OpenRead(Name, default);
        await Blobs.Delete(Name);
        Assert.Empty(_folder.Files());
        using var reader = new StreamReader(stream);
        Assert.Equal("sound", await reader.ReadToEndAsync());
    }

    [Fact]
    public async Task Where_the_file_system_has_no_hard_link_to_give_a_lease_is_a_copy()
    {
        var elsewhere = Directory.CreateDirectory($"/dev/shm/timbre-leases-{Guid.NewGuid():N}");
        try
        {
            Directory.Delete(Path.Combine(_folder.Root, ".leases"));
            File.CreateSymbolicLink(Path.Combine(_folder.Root, ".leases"), elsewhere.FullName); // link(2) answers EXDEV
            await Blobs.Put(Name, Text("sound"), default);
            using (var lease = await Blobs.Get(Name, default))
            {
                await Blobs.Delete(Name);
                Assert.Equal("sound", await File.ReadAllTextAsync(lease.LocalPath));
                Assert.Single(elsewhere.GetFiles());
            }

            Assert.Empty(elsewhere.GetFiles());
            await Assert.ThrowsAsync<FileNotFoundException>(async () => await Blobs.Get(Name, default));
            await Blobs.Put("voice/b.wav", Text("sound"), default);
            await Assert.ThrowsAsync<FileNotFoundException>(async () => await Blobs.Get(Name, default));
        }
        finally
        {
            elsewhere.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task The_same_name_put_leased_and_deleted_at_once_is_whole_or_not_there()
    {
        var contents = Enumerable.Range(0, 4).Select(i => new string((char)('a' + i), 20_000 + i)).ToArray();
        var (read, missed) = (0, 0);
        await Parallel.ForEachAsync(Enumerable.Range(0, 400), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (i, _) =>
        {
            switch (i % 4)
            {
                case 0:
                    await Blobs.Put(Name, Text(contents[i / 4 % contents.Length]), default);
                    break;
                case 1:
                    await Blobs.Delete(i % 8 == 1 ? Name : "voice/");
                    break;
                default:
                    try
                    {
                        using var lease = await Blobs.Get(Name, default);
                        Assert.Contains(await File.ReadAllTextAsync(lease.LocalPath, default), contents);
                        Interlocked.Increment(ref read);
                    }
                    catch (FileNotFoundException)
                    {
                        Interlocked.Increment(ref missed);
                    }

                    break;
            }
        });
        Assert.Equal(200, read + missed);
        await Blobs.Put(Name, Text(contents[0]), default);
        Assert.Equal([Name], _folder.Files()); // no part, no lease, no folder half deleted
        Assert.Equal(contents[0], Encoding.UTF8.GetString(await Blobs.ReadAllBytes(Name, default)));
    }

    public void Dispose() => _folder.Dispose();

    private static MemoryStream Text(string text) => new(Encoding.UTF8.GetBytes(text));
}
