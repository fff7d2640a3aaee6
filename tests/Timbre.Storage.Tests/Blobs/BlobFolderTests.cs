using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Timbre.Storage.Blobs;

namespace Timbre.Storage.Tests.Blobs;

public sealed class BlobFolderTests : IDisposable
{
    private readonly TemporaryBlobs _folder = new();

    private BlobFolder Blobs => _folder.Blobs;

    [Fact]
    public void The_store_is_four_verbs_that_an_object_store_could_offer()
    {
        var methods = typeof(BlobFolder).GetMembers(
            BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly);
        Assert.Equal([".ctor", "Delete", "Get", "List", "Put"], methods.Select(method => method.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_blob_is_private_whole_and_where_its_name_says()
    {
        var name = BlobName.New("voice", ".wav");
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData("sound"u8)), await Blobs.Put(name, Text("sound"), default));
        Assert.Equal([name], _folder.Files());
        Assert.Equal("sound", File.ReadAllText(_folder.PathOf(name)));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_folder.PathOf(name)));
        foreach (var folder in (string[])[
            _folder.Root, Path.Combine(_folder.Root, "voice"), Path.Combine(_folder.Root, ".incoming"),
            Path.Combine(_folder.Root, ".leases")
        ])
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folder));
    }

    [Fact]
    public async Task What_is_put_is_read_from_where_the_stream_stands_and_larger_than_any_buffer()
    {
        var bytes = new byte[1_000_003];
        new Random(1).NextBytes(bytes);
        var hash = await Blobs.Put("voice/a.wav", new MemoryStream(bytes) { Position = 3 }, default);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes.AsSpan(3))), hash);
        Assert.Equal(bytes[3..], await Blobs.ReadAllBytes("voice/a.wav", default));
    }

    [Theory]
    [InlineData("../x")]
    [InlineData("voice/../x")]
    [InlineData("voice")]
    [InlineData("/etc/passwd")]
    [InlineData("voice/.hidden")]
    [InlineData(".incoming/x")]
    [InlineData(".leases/x")]
    [InlineData("../")]
    [InlineData("./")]
    [InlineData("/")]
    [InlineData("voice/a b")]
    [InlineData("voice/a\0b")]
    public async Task A_name_that_the_server_did_not_make_is_refused(string name)
    {
        await Assert.ThrowsAsync<ArgumentException>(() => Blobs.Put(name, Text("sound"), default));
        await Assert.ThrowsAsync<ArgumentException>(async () => await Blobs.Get(name, default));
        await Assert.ThrowsAsync<ArgumentException>(async () => await Blobs.Delete(name));
        await Assert.ThrowsAsync<ArgumentException>(async () => await Blobs.List(name, default).ToListAsync());
        Assert.Empty(_folder.Files());
    }

    [Fact]
    public async Task Everything_is_listed_and_may_be_put_and_leased_by_nobody_but_not_deleted_at_once()
    {
        await Assert.ThrowsAsync<ArgumentException>(async () => await Blobs.Delete(""));
        await Assert.ThrowsAsync<ArgumentException>(() => Blobs.Put("voice/", Text("sound"), default));
        await Assert.ThrowsAsync<ArgumentException>(async () => await Blobs.Get("voice/", default));
    }

    [Fact]
    public async Task A_list_has_what_was_put_and_nothing_that_is_unfinished_or_leased()
    {
        var before = DateTime.UtcNow.AddSeconds(-5);
        foreach (var name in (string[])["voice/a.wav", "voice/b.wav", "voice2/c.voice"])
            await Blobs.Put(name, Text("sound"), default);
        using var lease = await Blobs.Get("voice/a.wav", default);
        File.WriteAllText(Path.Combine(_folder.Root, ".incoming", "half"), "sou");
        Assert.Equal(["voice/a.wav", "voice/b.wav", "voice2/c.voice"], await Names(""));
        Assert.Equal(["voice/a.wav", "voice/b.wav"], await Names("voice/"));
        Assert.Equal(["voice/b.wav"], await Names("voice/b.wav"));
        Assert.Empty(await Names("voice/b"));
        Assert.Empty(await Names("other/"));
        Assert.All(
            await Blobs.List("", default).ToListAsync(), blob => Assert.InRange(blob.ModifiedAt, before, DateTime.UtcNow.AddSeconds(5)));
    }

    [Fact]
    public async Task A_blob_is_deleted_alone_and_a_voice_with_all_that_it_has()
    {
        foreach (var name in (string[])["voice/a.wav", "voice/b.wav", "voice2/c.wav"])
            await Blobs.Put(name, Text("sound"), default);
        await Blobs.Delete("voice/a.wav");
        await Blobs.Delete("voice/a.wav");
        await Blobs.Delete("voice/a");
        await Assert.ThrowsAsync<FileNotFoundException>(async () => await Blobs.Get("voice/a.wav", default));
        Assert.Equal(["voice/b.wav", "voice2/c.wav"], await Names(""));

        await Blobs.Put("voice/d.wav", Text("sound"), default);
        await Blobs.Delete("voice/");
        await Blobs.Delete("voice/");
        await Assert.ThrowsAsync<FileNotFoundException>(async () => await Blobs.Get("voice/b.wav", default));
        Assert.Equal(["voice2/c.wav"], _folder.Files());
    }

    [Fact]
    public async Task Of_a_voice_without_blobs_no_folder_is_left()
    {
        await Blobs.Put("voice/a.wav", Text("sound"), default);
        await Blobs.Delete("voice/a.wav");
        Assert.False(Directory.Exists(Path.Combine(_folder.Root, "voice")));
        await Blobs.Delete("voice/a.wav");
        await Blobs.Put("voice/b.wav", Text("sound"), default);
        await Blobs.Delete("voice/");
        Assert.False(Directory.Exists(Path.Combine(_folder.Root, "voice")));
    }

    [Fact]
    public async Task What_is_put_again_is_the_new_content_alone()
    {
        await Blobs.Put("voice/a.wav", Text("a long sound"), default);
        await Blobs.Put("voice/a.wav", Text("sound"), default);
        Assert.Equal("sound", await Read("voice/a.wav"));
        Assert.Equal(["voice/a.wav"], _folder.Files());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_breaks_off_leaves_what_was_there_before_and_no_part(bool cancelled)
    {
        await Blobs.Put("voice/a.wav", Text("before"), default);
        using var stop = new CancellationTokenSource();
        var broken = new BrokenStream(cancelled ? stop : null);
        if (cancelled)
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Blobs.Put("voice/a.wav", broken, stop.Token));
        else
            await Assert.ThrowsAsync<IOException>(() => Blobs.Put("voice/a.wav", broken, default));
        Assert.Equal("before", await Read("voice/a.wav"));
        Assert.Equal(["voice/a.wav"], _folder.Files());
    }

    [Fact]
    public async Task What_a_dead_process_left_unfinished_or_leased_is_gone_at_the_next_start_and_what_was_put_is_there()
    {
        await Blobs.Put("voice/a.wav", Text("sound"), default);
        _ = await Blobs.Get("voice/a.wav", default); // never disposed, as when the process is killed
        File.WriteAllText(Path.Combine(_folder.Root, ".incoming", "half"), "sou");
        Directory.CreateDirectory(Path.Combine(_folder.Root, ".incoming", "voice-half-deleted"));
        File.WriteAllText(Path.Combine(_folder.Root, ".incoming", "voice-half-deleted", "b.wav"), "sound");
        Assert.Equal(4, _folder.Files().Count);

        var next = new BlobFolder(_folder.Root);
        Assert.Equal(["voice/a.wav"], _folder.Files());
        Assert.Equal("sound", Encoding.UTF8.GetString(await next.ReadAllBytes("voice/a.wav", default)));
    }

    [Fact]
    public async Task A_folder_of_the_version_before_opens_with_the_names_that_it_has()
    {
        var old = Path.Combine(_folder.Root, "5f0c9f6f1c2a4c4c8d2f1f0b6a3e7d21");
        Directory.CreateDirectory(old);
        foreach (var name in (string[])[
            "019a1b2c3d4e7f60a1b2c3d4e5f60718.m4a", "019a1b2c3d4e7f60a1b2c3d4e5f60718-r1a2b3c4d.voice", "build-3.checkpoint"
        ])
        {
            File.WriteAllText(Path.Combine(old, name), name);
            Assert.Equal(name, await Read($"5f0c9f6f1c2a4c4c8d2f1f0b6a3e7d21/{name}"));
        }

        Assert.Equal(3, (await Names("")).Count);
    }

    public void Dispose() => _folder.Dispose();

    private static MemoryStream Text(string text) => new(Encoding.UTF8.GetBytes(text));

    private async Task<string> Read(string name) => Encoding.UTF8.GetString(await Blobs.ReadAllBytes(name, default));

    private async Task<List<string>> Names(string prefix) =>
        await Blobs.List(prefix, default).Select(blob => blob.Name).Order(StringComparer.Ordinal).ToListAsync();

    /// <summary>Breaks off after its first bytes, by an error or by whoever reads it.</summary>
    private sealed class BrokenStream(CancellationTokenSource? stop) : MemoryStream
    {
        private bool _begun;

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (!_begun)
            {
                _begun = true;
                buffer.Span[..100].Fill(1);
                return 100;
            }

            if (stop is null)
                throw new IOException("The connection broke.");
            await stop.CancelAsync();
            cancellationToken.ThrowIfCancellationRequested();
            return 0;
        }
    }
}
