using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Timbre.Server.Training;
using Timbre.Storage.Blobs;

namespace Timbre.Server.Tests.Training;

public sealed class CheckpointStoreTests : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("timbre-memory-");
    private readonly BlobFolder _blobs;
    private readonly ScratchFiles _scratch;

    public CheckpointStoreTests()
    {
        _blobs = new BlobFolder(Path.Combine(_folder.FullName, "blobs"));
        _scratch = new ScratchFiles(Path.Combine(_folder.FullName, "scratch"));
    }

    public Task InitializeAsync() => _blobs.Put("voice/recording.wav", new MemoryStream("sound"u8.ToArray()), default);

    [Fact]
    public async Task What_was_kept_last_is_found_by_the_same_build_alone()
    {
        await using (var memory = await Open(2))
        {
            Assert.Null(memory.Open());
            Save(memory, "first");
            Save(memory, "second");
        }

        await using (var next = await Open(2))
        {
            Assert.Equal("second", Saved(next));
            await using var other = await Open(3);
            Assert.Null(other.Open());

            Save(next, "third");
        }

        await CheckpointStore.Delete(_blobs, "voice", 2);
        await using var last = await Open(2);
        Assert.Null(last.Open());
        Assert.Equal(["recording.wav"], Files());
    }

    [Fact]
    public async Task What_was_kept_before_can_be_read_while_the_next_is_kept()
    {
        await using (var memory = await Open(1))
            Save(memory, "first");
        await using var next = await Open(1);
        Save(next, "second");
        Assert.Equal("first", Saved(next));
    }

    [Fact]
    public async Task Of_a_voice_that_was_deleted_nothing_is_kept()
    {
        await using (var memory = await Open(1))
        {
            Save(memory, "first");
            await _blobs.Delete("voice/");
            Save(memory, "second");
        }

        Assert.Empty(Files());
        Assert.False(Directory.Exists(Path.Combine(_folder.FullName, "blobs", "voice")));
    }

    [Fact]
    public async Task What_breaks_off_leaves_what_was_kept_before()
    {
        await using (var memory = await Open(1))
        {
            Save(memory, "first");
            Assert.Throws<IOException>(() => memory.Save(_ => throw new IOException("disk full")));
        }

        await using var next = await Open(1);
        Assert.Equal("first", Saved(next));
        Assert.Empty(Directory.GetFiles(Path.Combine(_folder.FullName, "scratch")));
    }

    public Task DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return Task.CompletedTask;
    }

    private Task<CheckpointStore> Open(int build) => CheckpointStore.Open(_blobs, _scratch, "voice", build, NullLogger.Instance, default);

    private IEnumerable<string?> Files() => Directory.GetFiles(_folder.FullName, "*", SearchOption.AllDirectories).Select(Path.GetFileName);

    private static void Save(CheckpointStore memory, string text) => memory.Save(stream => stream.Write(Encoding.UTF8.GetBytes(text)));

    private static string Saved(CheckpointStore memory)
    {
        using var reader = new StreamReader(memory.Open()!);
        return reader.ReadToEnd();
    }
}
